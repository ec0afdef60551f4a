package org.tablao.itests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a node keeps to speak TLS, used by somebody else: by a test, or by who stole it. */
record NodeKeys(SSLContext context) {
    private static final char[] NONE = {};

    /** Whom to trust, and nothing to show. */
    static NodeKeys authority(Path file) throws IOException {
        return new NodeKeys(context(certificates(file), List.of(), ""));
    }

    static NodeKeys of(Path folder) throws IOException {
        Path own = folder.resolve("node.pem");
        return new NodeKeys(
                context(certificates(folder.resolve("trust.pem")), certificates(own), Files.readString(own)));
    }

    private static SSLContext context(List<Certificate> trusted, List<Certificate> chain, String key)
            throws IOException {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, NONE);
            for (Certificate authority : trusted) {
                trust.setCertificateEntry("a" + trust.size(), authority);
            }
            TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
            trusting.init(trust);
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NONE);
            if (!chain.isEmpty()) {
                own.setKeyEntry("own", privateKey(key), NONE, chain.toArray(Certificate[]::new));
            }
            KeyManagerFactory showing = KeyManagerFactory.getInstance("PKIX");
            showing.init(own, NONE);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(showing.getKeyManagers(), trusting.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the node's keys", e);
        }
    }

    static List<Certificate> certificates(Path file) throws IOException {
        String text =
                Files.readString(file).replaceAll("(?s)-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----", "");
        try (InputStream in =
                new ByteArrayInputStream(text.strip().getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (GeneralSecurityException e) {
            throw new IOException(file.toString(), e);
        }
    }

    private static PrivateKey privateKey(String text) throws GeneralSecurityException {
        String key = text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key)));
    }
}
