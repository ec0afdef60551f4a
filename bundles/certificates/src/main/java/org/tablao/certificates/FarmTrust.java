package org.tablao.certificates;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.tls.Enrolment.Trust;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.Nodes.AuthorityView;

/** The authority at work: it signs, and this server shows its certificate and trusts what it says. Guarded by itself. */
final class FarmTrust {
    private final Authority authority;
    private final NodeBook book;
    private final Clock clock;
    private final LiveTls tls;
    private final NodeIdentity self;
    private final List<String> addresses;

    FarmTrust(Authority authority, NodeBook book, Clock clock, NodeIdentity self, List<String> addresses) {
        this.authority = authority;
        this.book = book;
        this.clock = clock;
        this.tls = new LiveTls(clock);
        this.self = self;
        this.addresses = List.copyOf(addresses);
        showNew();
        tell();
    }

    LiveTls tls() {
        return tls;
    }

    synchronized List<X509Certificate> certify(PublicKey key, NodeIdentity identity, List<String> hosts) {
        return authority.certify(key, identity, hosts);
    }

    synchronized NodeRow row(
            String id, String name, String role, String key, List<String> hosts, String token, String decidedBy) {
        return new NodeRow(
                id, name, role, NodeBook.JOINED, key, String.join(",", hosts), token, clock.millis(), decidedBy, end());
    }

    synchronized NodeRow renewed(NodeRow row, String key, List<String> hosts) {
        return new NodeRow(
                row.id(),
                row.name(),
                row.roles(),
                row.status(),
                key,
                String.join(",", hosts),
                row.tokenId(),
                row.joinedAtMillis(),
                row.decidedBy(),
                end());
    }

    private long end() {
        return clock.millis() + authority.certificateLife().toMillis();
    }

    /** @param shown by the node that asks */
    synchronized Trust trustOf(X509Certificate shown) {
        return new Trust(
                Wire.texts(authority.trusted()),
                List.copyOf(tls.revoked()),
                !LiveTls.signed(authority.certificate(), shown));
    }

    synchronized String fingerprint() {
        return Fingerprint.of(authority.certificate().getPublicKey());
    }

    synchronized AuthorityView view() {
        return NodeViews.of(authority);
    }

    synchronized String pem() {
        return Pem.of(authority.trusted());
    }

    synchronized boolean isBeingChanged() {
        return authority.isBeingChanged();
    }

    synchronized void prepareNext() throws IOException {
        authority.prepareNext();
        tell();
    }

    /** What the time brings. Answers whether the authority is another now, or is going to be. */
    synchronized boolean step() throws IOException {
        boolean changed = authority.step();
        if (changed || isOld(tls.material().own())) {
            showNew();
        }
        tell();
        return changed;
    }

    /** Revocations and authorities as they are now. */
    synchronized void tell() {
        Set<String> revoked = book.revoked(clock.millis());
        if (!revoked.equals(tls.revoked()) || !authority.trusted().equals(tls.authorities())) {
            tls.trust(authority.trusted(), revoked);
        }
    }

    private void showNew() {
        KeyPair key = Issuing.newKey();
        tls.show(new KeyMaterial(key.getPrivate(), authority.certify(key.getPublic(), self, addresses)));
    }

    private boolean isOld(X509Certificate certificate) {
        return isDue(certificate, clock.instant());
    }

    /** Two thirds of its life are over. */
    static boolean isDue(X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant().plus(Issuing.BACKDATED);
        Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
        return now.isAfter(begin.plus(life.multipliedBy(2).dividedBy(3)));
    }
}
