package org.tablao.certificates;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates in messages: DER in base64. */
final class Wire {
    private Wire() {}

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    static List<String> texts(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(one -> Base64.getEncoder().encodeToString(der(one)))
                .toList();
    }

    static List<X509Certificate> certificates(List<String> texts) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (String text : texts) {
                certificates.add(Pem.certificate(Base64.getDecoder().decode(text)));
            }
        } catch (IllegalArgumentException e) {
            throw new CertificateException("a certificate is not in base64", e);
        }
        return certificates;
    }
}
