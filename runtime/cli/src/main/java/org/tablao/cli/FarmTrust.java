package org.tablao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Takes a server by its farm's own authority, and a node of the farm that is no server by nothing. */
final class FarmTrust extends X509ExtendedTrustManager {
    private static final String PIN = "sha256:";
    private static final String ROLE = "urn:tablao:role:";

    private final Function<X509Certificate[], Set<Certificate>> authorities;

    private FarmTrust(Function<X509Certificate[], Set<Certificate>> authorities) {
        this.authorities = authorities;
    }

    /** @param authority a file with its certificate, or {@code sha256:} and its fingerprint; empty: what Java trusts, for a proxy */
    static Optional<SSLContext> of(String authority) throws CliException {
        if (authority.isEmpty()) {
            return Optional.empty();
        }
        try {
            FarmTrust trust = authority.startsWith(PIN)
                    ? new FarmTrust(pinned(authority.substring(PIN.length())))
                    : new FarmTrust(inFile(Path.of(authority)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException e) {
            throw CliException.usage("--ca " + authority + " holds no certificate: " + e.getMessage());
        }
    }

    private static Function<X509Certificate[], Set<Certificate>> inFile(Path file)
            throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            Set<Certificate> all =
                    Set.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            return chain -> all;
        }
    }

    private static Function<X509Certificate[], Set<Certificate>> pinned(String fingerprint) {
        return chain -> {
            X509Certificate last = chain[chain.length - 1];
            return fingerprint(last.getPublicKey()).equals(fingerprint) ? Set.of(last) : Set.of();
        };
    }

    private static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private X509ExtendedTrustManager trusting(X509Certificate[] chain) throws CertificateException {
        Set<Certificate> trusted = authorities.apply(chain);
        if (trusted.isEmpty()) {
            throw new CertificateException("the server there is of another farm: its authority is " + PIN
                    + fingerprint(chain[chain.length - 1].getPublicKey()));
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority : trusted) {
                store.setCertificateEntry(fingerprint(authority.getPublicKey()), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new CertificateException("this Java checks no certificates"));
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateException("looking at the server's certificate", e);
        }
    }

    /** Managers have certificates for their hosts too, and must not be taken for a server there. */
    private static void checkServer(X509Certificate certificate) throws CertificateException {
        boolean server = Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                .flatMap(Collection::stream)
                .map(List::copyOf)
                .anyMatch(name -> name.contains(ROLE + "server"));
        if (!server) {
            throw new CertificateException("what answers there is no server of the farm");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trusting(chain).checkServerTrusted(chain, type, socket);
        checkServer(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trusting(chain).checkServerTrusted(chain, type, engine);
        checkServer(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a certificate is only looked at in a handshake");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a client is not called");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
