package org.tablao.certificates;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.tablao.nodeapi.tls.NodeIdentity;

/** TLS of the JDK with keys and trust of ours. */
final class Contexts {
    private Contexts() {}

    static SSLContext of(Optional<LiveKeys> keys, CheckedTrust.Rules rules) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.stream().toArray(KeyManager[]::new), new TrustManager[] {new CheckedTrust(rules)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** For who knows nothing of the farm but the fingerprint of its authority, which the server shows with its own certificate. */
    static SSLContext pinned(String fingerprint) {
        return of(Optional.empty(), new CheckedTrust.Rules() {
            @Override
            public X509ExtendedTrustManager trust(X509Certificate[] chain) throws CertificateException {
                X509Certificate authority = chain[chain.length - 1];
                String shown = Fingerprint.of(authority.getPublicKey());
                if (!shown.equals(fingerprint)) {
                    throw new CertificateException("the farm there has the authority sha256:" + shown
                            + ", and this node was told to join that of sha256:" + fingerprint);
                }
                return trusting(List.of(authority));
            }

            @Override
            public void check(X509Certificate own) throws CertificateException {
                checkRole(own, "server");
            }
        });
    }

    static void checkRole(X509Certificate own, String role) throws CertificateException {
        Optional<NodeIdentity> identity = Marks.read(own);
        if (identity.filter(node -> node.roles().contains(role)).isEmpty()) {
            throw new CertificateException("what answers there is no " + role + " of this farm");
        }
    }

    static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry(Fingerprint.of(authority.getPublicKey()), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java checks no certificates"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("trusting certificates", e);
        }
    }
}
