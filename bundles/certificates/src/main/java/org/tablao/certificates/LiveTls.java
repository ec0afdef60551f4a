package org.tablao.certificates;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.NodeTls;

/** This node's certificate and whom it trusts, each replaced as a whole while connections come and go. */
final class LiveTls implements NodeTls {
    /** Beyond it all are looked at anew; a farm has fewer nodes. */
    private static final int MOST_SEEN = 20_000;

    private record Seen(NodeIdentity identity, long fromMillis, long untilMillis) {}

    private record Trusted(
            List<X509Certificate> authorities,
            Set<String> revoked,
            X509ExtendedTrustManager manager,
            Map<X509Certificate, Seen> seen) {}

    private final Clock clock;
    private final LiveKeys keys = new LiveKeys();
    private final SSLContext listening;
    private final Map<String, SSLContext> towards = new ConcurrentHashMap<>();
    private volatile Trusted trusted = new Trusted(List.of(), Set.of(), Contexts.trusting(List.of()), Map.of());
    private volatile KeyMaterial material = new KeyMaterial(List.of(), List.of());
    private volatile long generation;

    LiveTls(Clock clock) {
        this.clock = clock;
        this.listening = Contexts.of(Optional.of(keys), new Role(""));
    }

    /** From the next handshake on. */
    synchronized void show(KeyMaterial fresh) {
        keys.put(generation + 1, fresh);
        material = fresh;
        generation = generation + 1;
    }

    /** From the next call on. */
    synchronized void trust(List<X509Certificate> authorities, Set<String> revoked) {
        boolean same = trusted.authorities().equals(authorities);
        trusted = new Trusted(
                List.copyOf(authorities),
                Set.copyOf(revoked),
                same ? trusted.manager() : Contexts.trusting(authorities),
                same ? trusted.seen() : new ConcurrentHashMap<>());
    }

    KeyMaterial material() {
        return material;
    }

    List<X509Certificate> authorities() {
        return trusted.authorities();
    }

    Set<String> revoked() {
        return trusted.revoked();
    }

    @Override
    public SSLContext towards(String role) {
        return towards.computeIfAbsent(role, asked -> Contexts.of(Optional.of(keys), new Role(asked)));
    }

    @Override
    public SSLContext listening() {
        return listening;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public NodeIdentity identify(X509Certificate certificate) {
        Trusted now = trusted;
        Seen seen = now.seen().get(certificate);
        if (seen == null) {
            seen = read(certificate, now.authorities());
            if (now.seen().size() >= MOST_SEEN) {
                now.seen().clear();
            }
            now.seen().put(certificate, seen);
        }
        long millis = clock.millis();
        if (millis < seen.fromMillis() || millis > seen.untilMillis()) {
            throw stranger("The certificate is not valid now.");
        }
        if (now.revoked().contains(seen.identity().nodeId())) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "The node " + seen.identity().nodeId() + " was revoked.",
                    "Empty its folders data/tls and data/keys, and let it join anew if it is to come back.");
        }
        return seen.identity();
    }

    private static Seen read(X509Certificate certificate, List<X509Certificate> authorities) {
        boolean ours = authorities.stream().anyMatch(authority -> signed(authority, certificate));
        NodeIdentity identity = Marks.read(certificate)
                .filter(node -> ours)
                .orElseThrow(() -> stranger("The certificate is not of this farm."));
        return new Seen(
                identity,
                certificate.getNotBefore().getTime(),
                certificate.getNotAfter().getTime());
    }

    static boolean signed(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            // Of another: that is the answer.
            return false;
        }
    }

    private static RefusedException stranger(String reason) {
        return new RefusedException(Refusal.UNAUTHENTICATED, reason, "Join this farm with a token of its server.");
    }

    /** Who the other side has to be; whoever calls may be any node of the farm: its route decides. */
    private final class Role implements CheckedTrust.Rules {
        private final String role;

        Role(String role) {
            this.role = role;
        }

        @Override
        public X509ExtendedTrustManager trust(X509Certificate[] chain) {
            return trusted.manager();
        }

        @Override
        public void check(X509Certificate own) throws CertificateException {
            if (role.isEmpty()) {
                return;
            }
            Contexts.checkRole(own, role);
            if (Marks.read(own)
                    .filter(node -> trusted.revoked().contains(node.nodeId()))
                    .isPresent()) {
                throw new CertificateException("the " + role + " there was revoked");
            }
        }
    }
}
