package org.tablao.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.tls.Enrolment;
import org.tablao.nodeapi.tls.EnrolmentCalls;

/** A node's way into a farm and its staying there, against a server's half in the same process. */
class MembershipTest {
    private static final long PATIENCE = 20;
    private static final URI SERVER = URI.create("https://127.0.0.2:8080");

    @TempDir
    Path folder;

    private Farm farm;
    private Optional<Membership> membership = Optional.empty();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final Map<Membership, CountDownLatch> members = new HashMap<>();

    @BeforeEach
    void begins() throws Exception {
        farm = new Farm(
                folder.resolve("ca"), new MovedClock(), new RowsInMemory(), Map.of("certificate.seconds", 3_000L));
    }

    @AfterEach
    void ends() {
        membership.ifPresent(Membership::close);
        farm.close();
    }

    @Test
    void joinsByItsTokenOnceAndIsAMemberAfterARestart() throws Exception {
        String id = joined(start(secret("manager")));
        assertFalse(Files.exists(folder.resolve("home/data/tls/joining.pem")));
        membership.ifPresent(Membership::close);
        Membership again = start(Optional.empty());
        assertEquals(id, joined(again));
        assertEquals(1, asked.stream().filter("join"::equals).count());
    }

    @Test
    void renewsItsCertificateWhenTwoThirdsAreOver() throws Exception {
        Membership member = start(secret("manager"));
        String id = joined(member);
        X509Certificate first = member.tls().material().own();
        farm.clock.passes(Duration.ofSeconds(2_100));
        await("renew");
        await("trust");
        X509Certificate second = member.tls().material().own();
        assertNotEquals(first, second);
        assertNotEquals(first.getPublicKey(), second.getPublicKey());
        assertEquals(id, member.tls().identify(second).nodeId());
        assertEquals(2, member.tls().generation());
        assertEquals(
                second, new MemberFiles(folder.resolve("home/data/tls")).own().own());
    }

    @Test
    void comesBackByItsKeyWhenItsCertificateHasEnded() throws Exception {
        String id = joined(start(secret("manager")));
        membership.ifPresent(Membership::close);
        farm.clock.passes(Duration.ofDays(40));
        farm.trust.step();
        assertEquals(id, joined(start(Optional.empty())));
    }

    @Test
    void waitsWithTheSameKeyUntilItIsLetIn() throws Exception {
        Membership waiting = start(Optional.of("sha256:" + farm.trust.fingerprint()));
        await("join");
        await("join");
        assertEquals(1, farm.desk.nodes().size());
        String id = farm.desk.nodes().get(0).id();
        Farm.done(farm.desk.approve(Farm.ADMIN, id));
        assertEquals(id, joined(waiting));
    }

    @Test
    void learnsWhoWasRevokedAndWhoSignsNext() throws Exception {
        Membership member = start(secret("manager"));
        joined(member);
        String gone = ((Enrolment.JoinAnswer.Certified)
                        farm.join("w", "worker", Issuing.newKey(), farm.token("worker", 60)))
                .nodeId();
        Farm.done(farm.desk.revoke(Farm.ADMIN, gone));
        Farm.done(farm.desk.rotate(Farm.ADMIN));
        asked.clear();
        // The second begins when what the first brought was taken.
        await("trust");
        await("trust");
        assertEquals(Set.of(gone), member.tls().revoked());
        assertEquals(2, member.tls().authorities().size());
        assertEquals(
                2,
                new MemberFiles(folder.resolve("home/data/tls")).authorities().size());
    }

    private Optional<String> secret(String role) throws Exception {
        return Optional.of(new JoinSecret(farm.token(role, 60), farm.trust.fingerprint()).text());
    }

    private Membership start(Optional<String> join) throws Exception {
        MemberNode node = new MemberNode(folder.resolve("home"), join);
        EnrolmentCalls calls = (server, context) -> new Noted(farm.enrolment, asked);
        Membership made = new Membership(node, List.of("127.0.0.3"), 1, farm.clock, calls, SERVER);
        CountDownLatch member = new CountDownLatch(1);
        members.put(made, member);
        membership = Optional.of(made);
        made.start(member::countDown);
        return made;
    }

    /** Its id, when it is a member. */
    private String joined(Membership member) throws InterruptedException {
        assertTrue(members.get(member).await(PATIENCE, TimeUnit.SECONDS), "it is no member");
        return member.tls().identify(member.tls().material().own()).nodeId();
    }

    private void await(String call) throws InterruptedException {
        String next = "";
        while (!call.equals(next)) {
            next = asked.poll(PATIENCE, TimeUnit.SECONDS);
            assertNotEquals(null, next, "there was no " + call);
        }
    }

    /** The desk, with each call noted before it is made. */
    private record Noted(Enrolment desk, BlockingQueue<String> asked) implements Enrolment {
        @Override
        public CompletionStage<JoinAnswer> join(JoinRequest request, String from) {
            asked.add("join");
            return desk.join(request, "127.0.0.1");
        }

        @Override
        public CompletionStage<JoinAnswer.Certified> renew(X509Certificate shown, RenewalRequest request) {
            asked.add("renew");
            return desk.renew(shown, request);
        }

        @Override
        public CompletionStage<Trust> trust(X509Certificate shown) {
            asked.add("trust");
            return desk.trust(shown);
        }
    }
}
