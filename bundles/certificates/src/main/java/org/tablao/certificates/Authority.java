package org.tablao.certificates;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tablao.nodeapi.tls.NodeIdentity;

/**
 * The farm's own authority, in files that only its server reads. It changes in three steps: the next one is made and trusted; after the
 * overlap it signs; when the last certificate of the one before has ended, that is forgotten. One thread.
 */
final class Authority {
    private final PrivateFile currentFile;
    private final PrivateFile nextFile;
    private final PrivateFile previousFile;
    private final CertificatesConfig config;
    private final Clock clock;
    private KeyMaterial current;
    private Optional<KeyMaterial> next;
    private Optional<X509Certificate> previous;

    private Authority(Path folder, CertificatesConfig config, Clock clock) throws IOException {
        this.currentFile = new PrivateFile(folder.resolve("current.pem"));
        this.nextFile = new PrivateFile(folder.resolve("next.pem"));
        this.previousFile = new PrivateFile(folder.resolve("previous.pem"));
        this.config = config;
        this.clock = clock;
        if (!currentFile.isThere()) {
            currentFile.write(make().pem());
        }
        this.current = read(currentFile);
        this.next = nextFile.isThere() ? Optional.of(read(nextFile)) : Optional.empty();
        if (next.filter(one -> one.own().equals(current.own())).isPresent()) {
            // The process died in the middle of a step, which is done by this.
            nextFile.delete();
            this.next = Optional.empty();
        }
        this.previous = previousFile.isThere()
                ? Optional.of(Pem.read(previousFile.read()).own())
                : Optional.empty();
    }

    /** Takes up what is there; the first time makes it. */
    static Authority in(Path folder, CertificatesConfig config, Clock clock) throws IOException {
        return new Authority(folder, config, clock);
    }

    private static KeyMaterial read(PrivateFile file) throws IOException {
        KeyMaterial material = Pem.read(file.read());
        if (!material.isComplete()) {
            throw new IOException(file.path() + " is not whole: put it back from a backup of this home");
        }
        return material;
    }

    private KeyMaterial make() {
        byte[] name = new byte[4];
        new SecureRandom().nextBytes(name);
        return Issuing.authority(
                "Tablao farm " + HexFormat.of().formatHex(name),
                clock.instant(),
                Duration.ofDays(config.authority_days()));
    }

    /** What a new node shows, this authority's certificate behind its own. */
    List<X509Certificate> certify(PublicKey key, NodeIdentity identity, List<String> addresses) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, current.own().getNotAfter().toInstant());
        Duration life = certificateLife().compareTo(left) < 0 ? certificateLife() : left;
        return List.of(Issuing.node(current, key, identity, addresses, now, life), current.own());
    }

    Duration certificateLife() {
        return Duration.ofSeconds(config.certificate_seconds());
    }

    /** All whose certificates are good, the one that signs first. */
    List<X509Certificate> trusted() {
        List<X509Certificate> trusted = new ArrayList<>(List.of(current.own()));
        next.map(KeyMaterial::own).ifPresent(trusted::add);
        previous.ifPresent(trusted::add);
        return List.copyOf(trusted);
    }

    X509Certificate certificate() {
        return current.own();
    }

    Optional<X509Certificate> next() {
        return next.map(KeyMaterial::own);
    }

    Optional<X509Certificate> previous() {
        return previous;
    }

    boolean isBeingChanged() {
        return next.isPresent() || previous.isPresent();
    }

    /** Begins a change; not while there is one. */
    void prepareNext() throws IOException {
        KeyMaterial made = make();
        nextFile.write(made.pem());
        next = Optional.of(made);
    }

    /** When the next step of a change is due. */
    Optional<Instant> nextStep() {
        if (next.isPresent()) {
            return next.map(coming -> made(coming.own()).plusSeconds(config.overlap_seconds()));
        }
        return previous.map(gone ->
                made(current.own()).plusSeconds(config.overlap_seconds()).plus(certificateLife()));
    }

    /** Takes the step that is due, and begins a change in time. Answers whether anything is different now. */
    boolean step() throws IOException {
        Instant now = clock.instant();
        boolean due = nextStep().filter(at -> !now.isBefore(at)).isPresent();
        if (due && next.isPresent()) {
            // In this order a crash in between leaves all that is needed: see the constructor.
            previousFile.write(Pem.of(List.of(current.own())));
            currentFile.write(next.get().pem());
            nextFile.delete();
            previous = Optional.of(current.own());
            current = next.get();
            next = Optional.empty();
            return true;
        }
        if (due) {
            previousFile.delete();
            previous = Optional.empty();
            return true;
        }
        Duration needed = Duration.ofSeconds(config.overlap_seconds())
                .plus(certificateLife().multipliedBy(2));
        Instant end = current.own().getNotAfter().toInstant();
        if (!isBeingChanged() && now.plus(needed).isAfter(end)) {
            prepareNext();
            return true;
        }
        return false;
    }

    private static Instant made(X509Certificate authority) {
        return authority.getNotBefore().toInstant().plus(Issuing.BACKDATED);
    }
}
