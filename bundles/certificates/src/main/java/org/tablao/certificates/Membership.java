package org.tablao.certificates;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.Enrolment;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Certified;
import org.tablao.nodeapi.tls.Enrolment.JoinRequest;
import org.tablao.nodeapi.tls.Enrolment.RenewalRequest;
import org.tablao.nodeapi.tls.Enrolment.Trust;
import org.tablao.nodeapi.tls.EnrolmentCalls;

/** One node's way into a farm and its staying there. All on one thread of its own. */
final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.PID);
    private static final int WORKERS_LOOK = 6;

    private final NodeInfo node;
    private final List<String> addresses;
    private final long lookSeconds;
    private final Clock clock;
    private final EnrolmentCalls calls;
    private final URI server;
    private final MemberFiles files;
    private final LiveTls tls;
    private final ScheduledThreadPoolExecutor thread;
    private Optional<Enrolment> enrolment = Optional.empty();
    private long generation;
    private String told = "";

    Membership(NodeInfo node, List<String> addresses, int lookSeconds, Clock clock, EnrolmentCalls calls, URI server) {
        this.node = node;
        this.addresses = List.copyOf(addresses);
        // A manager keeps the revoked out; a worker has nobody to keep out and there are many of them.
        this.lookSeconds = node.roles().contains("manager") ? lookSeconds : (long) lookSeconds * WORKERS_LOOK;
        this.clock = clock;
        this.calls = calls;
        this.server = server;
        this.files = new MemberFiles(node.data().resolve("tls"));
        this.tls = new LiveTls(clock);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread named = new Thread(task, "tablao-certificates");
            named.setDaemon(true);
            return named;
        });
        this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    LiveTls tls() {
        return tls;
    }

    /** @param member is called once, when the node has a certificate */
    void start(Runnable member) throws IOException {
        KeyMaterial own = files.own();
        if (own.isComplete() && clock.instant().isBefore(own.own().getNotAfter().toInstant())) {
            tls.trust(files.authorities(), Set.of());
            tls.show(own);
            member.run();
            thread.execute(this::look);
        } else {
            thread.execute(() -> join(member));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void join(Runnable member) {
        try {
            List<X509Certificate> known = files.authorities();
            JoinSecret secret = known.isEmpty()
                    ? secret()
                    : new JoinSecret("", Fingerprint.of(known.get(0).getPublicKey()));
            KeyPair key = files.ownKey();
            SSLContext context = known.isEmpty() ? Contexts.pinned(secret.authority()) : trusting(known);
            JoinRequest request =
                    new JoinRequest(node.name(), role(), addresses, Issuing.request(node.name(), key), secret.secret());
            await(calls.at(server, context).join(request, ""), answer -> answered(answer, key, member), problem -> {
                tell("this node did not join the farm at " + server + ", it goes on trying: " + problem);
                later(() -> join(member));
            });
        } catch (IOException | IllegalArgumentException e) {
            tell("this node cannot join the farm at " + server + ": " + e.getMessage());
            later(() -> join(member));
        }
    }

    /** Its certificate has ended: it shows none, and takes the server by what it trusted. */
    private SSLContext trusting(List<X509Certificate> known) {
        LiveTls strange = new LiveTls(clock);
        strange.trust(known, Set.of());
        return strange.towards("server");
    }

    private JoinSecret secret() {
        return JoinSecret.parse(node.joinToken()
                .orElseThrow(() -> new IllegalArgumentException("it was given nothing to join with; use --join.")));
    }

    private void answered(JoinAnswer answer, KeyPair key, Runnable member) {
        if (answer instanceof JoinAnswer.Pending pending) {
            tell("waits to be let in: an administrator sees this node as " + pending.nodeId() + " with the key sha256:"
                    + Fingerprint.of(key.getPublic()));
            later(() -> join(member));
            return;
        }
        try {
            take((Certified) answer, key);
            LOG.info("joined the farm at {} as node {}", server, ((Certified) answer).nodeId());
            told = "";
            member.run();
            thread.schedule(this::look, lookSeconds, TimeUnit.SECONDS);
        } catch (IOException | CertificateException e) {
            tell("this node cannot keep its certificate: " + e.getMessage());
            later(() -> join(member));
        }
    }

    private void take(Certified certified, KeyPair key) throws IOException, CertificateException {
        List<X509Certificate> chain = Wire.certificates(certified.certificates());
        if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(key.getPublic())) {
            throw new CertificateException("the server answered with a certificate for another key");
        }
        trust(certified.trust());
        KeyMaterial material = new KeyMaterial(key.getPrivate(), chain);
        files.keep(material);
        tls.show(material);
    }

    private void trust(Trust trust) throws IOException, CertificateException {
        List<X509Certificate> authorities = Wire.certificates(trust.authorities());
        if (!authorities.equals(tls.authorities())) {
            files.keep(authorities);
        }
        tls.trust(authorities, Set.copyOf(trust.revoked()));
    }

    /** Whom to trust now, and whether it is time for a new certificate. */
    private void look() {
        Enrolment enrolment = enrolment();
        await(
                enrolment.trust(tls.material().own()),
                trust -> {
                    try {
                        trust(trust);
                    } catch (IOException | CertificateException e) {
                        tell("what the server says of whom to trust is not taken: " + e.getMessage());
                    }
                    if (trust.renew() || FarmTrust.isDue(tls.material().own(), clock.instant())) {
                        renew(enrolment);
                    } else {
                        lookLater();
                    }
                },
                problem -> {
                    tell("the server does not say whom to trust: " + problem);
                    lookLater();
                });
    }

    /** With a new certificate, by new connections. */
    private Enrolment enrolment() {
        if (generation != tls.generation()) {
            generation = tls.generation();
            enrolment = Optional.of(calls.at(server, tls.towards("server")));
        }
        return enrolment.orElseThrow();
    }

    private void renew(Enrolment enrolment) {
        KeyPair key = Issuing.newKey();
        RenewalRequest request = new RenewalRequest(addresses, Issuing.request(node.name(), key));
        await(
                enrolment.renew(tls.material().own(), request),
                certified -> {
                    try {
                        take(certified, key);
                        LOG.info(
                                "this node has a new certificate until {}",
                                tls.material().own().getNotAfter().toInstant());
                        told = "";
                    } catch (IOException | CertificateException e) {
                        tell("this node cannot keep its new certificate: " + e.getMessage());
                    }
                    lookLater();
                },
                problem -> {
                    tell("this node gets no new certificate, it goes on trying: " + problem);
                    lookLater();
                });
    }

    private void lookLater() {
        thread.schedule(this::look, lookSeconds(), TimeUnit.MILLISECONDS);
    }

    /** Sooner where a certificate lives shortly. */
    private long lookSeconds() {
        long left = tls.material().own().getNotAfter().getTime() - clock.millis();
        return Math.max(500, Math.min(lookSeconds * 1_000, left / 3));
    }

    private String role() {
        return node.roles().contains("manager") ? "manager" : "worker";
    }

    private void later(Runnable work) {
        thread.schedule(work, 2, TimeUnit.SECONDS);
    }

    private interface Taker<T> {
        void take(T answer);
    }

    private <T> void await(CompletionStage<T> stage, Taker<T> taker, Taker<String> failed) {
        stage.whenComplete((answer, problem) -> {
            if (!thread.isShutdown()) {
                thread.execute(() -> {
                    if (problem == null) {
                        taker.take(answer);
                    } else {
                        failed.take(text(problem));
                    }
                });
            }
        });
    }

    /** Once, however often it is tried. */
    private void tell(String text) {
        if (!text.equals(told)) {
            told = text;
            LOG.warn("{}", text);
        }
    }

    private static String text(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return Optional.of(cause)
                .filter(RefusedException.class::isInstance)
                .map(RefusedException.class::cast)
                .map(refused -> (refused.getMessage() + " " + refused.wayOut()).strip())
                .orElse(String.valueOf(cause.getMessage()));
    }
}
