package org.tablao.certificates;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust as it is when a handshake asks, with one more question to the other side's own certificate. */
final class CheckedTrust extends X509ExtendedTrustManager {

    /** What is asked first, and who else the other side has to be. */
    interface Rules {
        X509ExtendedTrustManager trust(X509Certificate[] chain) throws CertificateException;

        void check(X509Certificate own) throws CertificateException;
    }

    private final Rules rules;

    CheckedTrust(Rules rules) {
        this.rules = rules;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        rules.trust(chain).checkClientTrusted(chain, type, engine);
        rules.check(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        rules.trust(chain).checkServerTrusted(chain, type, engine);
        rules.check(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        rules.trust(chain).checkClientTrusted(chain, type, socket);
        rules.check(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        rules.trust(chain).checkServerTrusted(chain, type, socket);
        rules.check(chain[0]);
    }

    /** Without a connection there is no host to check. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a certificate is only looked at in a handshake");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a certificate is only looked at in a handshake");
    }

    /** Not told: a caller's one certificate is of this farm, or is no good. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
