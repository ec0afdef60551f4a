package org.tablao.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text (RFC 7468), and certificates as base64 on the wire. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private Pem() {}

    static String of(PrivateKey key) {
        return block(KEY, key.getEncoded());
    }

    static String of(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        certificates.forEach(certificate -> text.append(block(CERTIFICATE, Wire.der(certificate))));
        return text.toString();
    }

    /** All keys and certificates in a text, in its order; what else is in it is passed over. */
    static KeyMaterial read(String text) throws IOException {
        List<PrivateKey> keys = new ArrayList<>();
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        try {
            while (blocks.find()) {
                byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(2));
                if (blocks.group(1).equals(KEY)) {
                    keys.add(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
                } else if (blocks.group(1).equals(CERTIFICATE)) {
                    certificates.add(certificate(bytes));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("it holds no key or certificate of ours", e);
        }
        return new KeyMaterial(keys, certificates);
    }

    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String block(String type, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
