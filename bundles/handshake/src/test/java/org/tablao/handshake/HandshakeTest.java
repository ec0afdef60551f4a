package org.tablao.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.IdentifyAnswer.Confirmed;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

class HandshakeTest {

    @TempDir
    Path folder;

    private Path managerHome;
    private FakeNode worker;
    private Gate gate;

    @BeforeEach
    void aManagerAndAWorker() throws Exception {
        managerHome = folder.resolve("manager");
        gate = new Gate(managerHome);
        worker = new FakeNode("w1", folder.resolve("worker"), managerHome.resolve("data/join.token"));
    }

    @Test
    void addsAWorkerThatShowsTheJoinToken() {
        Confirmed confirmed = join(new SigningHandshake(worker));
        assertTrue(confirmed.added());
        assertEquals(7, UUID.fromString(confirmed.nodeId()).version());
        assertEquals(2, UUID.fromString(confirmed.nodeId()).variant());
        assertTrue(gate.doorkeeper.isOpen(new Session(confirmed.nodeId(), confirmed.sessionToken())));
    }

    @Test
    void knowsAWorkerThatComesBackWithoutAJoinToken() {
        Confirmed first = join(new SigningHandshake(worker));
        gate.heardAgo(11);
        Confirmed second = join(new SigningHandshake(withoutToken()));
        assertFalse(second.added());
        assertEquals(first.nodeId(), second.nodeId());
        assertFalse(gate.doorkeeper.isOpen(new Session(first.nodeId(), first.sessionToken())));
        assertTrue(gate.doorkeeper.isOpen(new Session(second.nodeId(), second.sessionToken())));
    }

    @Test
    void refusesAStrangerWithoutTheJoinToken() {
        RefusedException refused = refusal(new SigningHandshake(withoutToken()));
        assertEquals(Refusal.UNAUTHENTICATED, refused.refusal());
        assertEquals("The worker w1 is not known here and did not show the join token.", refused.getMessage());
        assertEquals(
                "Start it with --join @FILE, a copy of " + managerHome.resolve("data/join.token") + " of this host.",
                refused.wayOut());
    }

    @Test
    void takesAJoinTokenThatWasReplaced() throws Exception {
        Files.writeString(managerHome.resolve("data/join.token"), "another\n");
        assertTrue(join(new SigningHandshake(worker)).added());
        Files.writeString(managerHome.resolve("data/join.token"), "\n");
        FakeNode other = new FakeNode("w2", folder.resolve("other"), managerHome.resolve("data/join.token"));
        assertEquals(
                Refusal.UNAUTHENTICATED, refusal(new SigningHandshake(other)).refusal());
    }

    @Test
    void refusesACloneWhileTheOriginalIsAlive() throws Exception {
        join(new SigningHandshake(worker));
        gate.heardAgo(9);
        RefusedException refused = refusal(new SigningHandshake(copy()));
        assertEquals(Refusal.SUPERSEDED, refused.refusal());
        assertEquals("Another process with the key of worker w1 is alive.", refused.getMessage());
        assertEquals(
                "If it was just ended, wait 10 s. If this home was copied, remove data/keys in the copy.",
                refused.wayOut());
    }

    @Test
    void letsTheNextStartOfAHomeInAtOnceThoughTheFirstWasHeardJustNow() {
        Confirmed first = join(new SigningHandshake(worker));
        gate.heardAgo(0);
        Confirmed second = join(new SigningHandshake(worker));
        assertEquals(first.nodeId(), second.nodeId());
        assertFalse(gate.doorkeeper.isOpen(new Session(first.nodeId(), first.sessionToken())));
    }

    private FakeNode copy() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("copy/data/keys"));
        Files.copy(worker.data().resolve("keys/node-worker.key"), keys.resolve("node-worker.key"));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(keys.resolve("node-worker.key"), PosixFilePermissions.fromString("rw-------"));
        return new FakeNode("w1", folder.resolve("copy"), worker.joinFile());
    }

    @Test
    void letsARestartInAtOnceAfterTheFirstLeftInGoodOrder() {
        Confirmed first = join(new SigningHandshake(worker));
        gate.doorkeeper.close(first.nodeId());
        assertEquals(first.nodeId(), join(new SigningHandshake(worker)).nodeId());
    }

    @Test
    void letsTheSameProcessInAgain() {
        SigningHandshake handshake = new SigningHandshake(worker);
        Confirmed first = join(handshake);
        Confirmed second = join(handshake);
        assertEquals(first.nodeId(), second.nodeId());
        assertFalse(gate.doorkeeper.isOpen(new Session(first.nodeId(), first.sessionToken())));
    }

    @Test
    void refusesAnAnswerThatWasHeardOnTheWireBefore() {
        AtomicReference<Identification> heard = new AtomicReference<>();
        gate.wire = sent -> {
            heard.set(sent);
            return sent;
        };
        join(new SigningHandshake(worker));
        RefusedException refused = assertThrows(
                RefusedException.class, () -> gate.doorkeeper.check(heard.get(), "", key -> Optional.empty()));
        assertEquals("The challenge is not valid any more.", refused.getMessage());
    }

    @Test
    void refusesAnAnswerThatComesAfterAMinute() {
        gate.wire = sent -> {
            if (!sent.nonce().isEmpty()) {
                gate.passes(Duration.ofSeconds(61));
            }
            return sent;
        };
        assertEquals(
                "The challenge is not valid any more.",
                refusal(new SigningHandshake(worker)).getMessage());
    }

    @Test
    void refusesWhatWasChangedOnTheWay() {
        gate.wire = sent -> new Identification(
                sent.role(),
                "w2",
                sent.publicKey(),
                sent.bootNonce(),
                sent.host(),
                sent.joinToken(),
                sent.nonce(),
                sent.signature(),
                sent.url(),
                sent.callbackToken(),
                sent.storeId());
        assertEquals(
                "The signature does not fit the key and what was signed.",
                refusal(new SigningHandshake(worker)).getMessage());
    }

    @Test
    void namesTheFieldThatIsNotWellFormed() {
        gate.wire = sent -> new Identification(
                sent.role(),
                "w\n1",
                sent.publicKey(),
                sent.bootNonce(),
                sent.host(),
                sent.joinToken(),
                sent.nonce(),
                sent.signature(),
                sent.url(),
                sent.callbackToken(),
                sent.storeId());
        RefusedException refused = refusal(new SigningHandshake(worker));
        assertEquals(Refusal.INVALID, refused.refusal());
        assertEquals("The identification is not well formed: name has a control character.", refused.getMessage());
        assertEquals("name", refused.problems().get(0).field());
    }

    @Test
    void aManagerTellsItsAddressAndAWorkerDoesNot() {
        AtomicReference<Identification> heard = new AtomicReference<>();
        gate.wire = sent -> {
            heard.set(sent);
            return sent;
        };
        Handshake handshake = new SigningHandshake(worker);
        Confirmed asWorker = join(handshake);
        assertEquals("", heard.get().url());
        Confirmed asManager = handshake
                .join("manager", "store-1", "callback", gate::identify)
                .toCompletableFuture()
                .join();
        assertEquals("http://127.0.0.1:8081", heard.get().url());
        assertEquals("store-1", heard.get().storeId());
        assertEquals("callback", heard.get().callbackToken());
        assertNotEquals(asWorker.nodeId(), asManager.nodeId());
        assertTrue(heard.get().host().memoryBytes() > 0);
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws Exception {
        join(new SigningHandshake(worker));
        assertEquals("rw-------", permissions(managerHome.resolve("data/join.token")));
        assertEquals("rwx------", permissions(worker.data().resolve("keys")));
        assertEquals("rw-------", permissions(worker.data().resolve("keys/node-worker.key")));
        assertTrue(
                Files.readString(managerHome.resolve("data/join.token")).strip().matches("[0-9a-hjkmnp-tv-z]{32}"));
    }

    @Test
    void saysWhichFileIsNoKey() throws Exception {
        Path key = worker.data().resolve("keys/node-worker.key");
        Files.createDirectories(key.getParent());
        Files.writeString(key, "nonsense");
        Throwable failed = assertThrows(CompletionException.class, () -> join(new SigningHandshake(worker)))
                .getCause();
        assertEquals(
                key + " is no key of a node: put it back from a backup, or remove it to join anew",
                failed.getMessage());
    }

    @Test
    void aWrongTokenOpensNothing() {
        Confirmed confirmed = join(new SigningHandshake(worker));
        assertFalse(gate.doorkeeper.isOpen(new Session(confirmed.nodeId(), "x")));
        assertFalse(gate.doorkeeper.isOpen(new Session("other", confirmed.sessionToken())));
    }

    @Test
    void bothSidesTellEachStepOnceAndInOrder() {
        HeardLog asking = new HeardLog();
        SigningHandshake handshake = new SigningHandshake(worker, asking);
        String id = join(handshake).nodeId();
        gate.doorkeeper.close(id);
        assertEquals(
                List.of(
                        "INFO handshake 1/6 worker w1 starts",
                        "INFO handshake 2/6 worker w1 identifies itself",
                        "INFO handshake 4/6 worker w1 is confirmed as " + id),
                asking.lines());
        assertEquals(
                List.of(
                        "INFO handshake 2/6 worker w1 identified itself",
                        "INFO handshake 3/6 worker w1 is new: added",
                        "INFO handshake 4/6 worker w1 confirmed as " + id),
                gate.log.lines());
        join(handshake);
        assertEquals(
                "INFO handshake 3/6 worker w1 is known: updated",
                gate.log.lines().get(4));
        assertEquals(5, asking.lines().size());
    }

    @Test
    void tellsAFailureWhenItIsAnotherThanBeforeAndNoStepTwice() {
        HeardLog asking = new HeardLog();
        SigningHandshake handshake = new SigningHandshake(worker, asking);
        Function<Identification, CompletionStage<IdentifyAnswer>> away = sent -> CompletableFuture.failedFuture(
                new RefusedException(Refusal.UNAVAILABLE, "The manager does not answer.", ""));
        gate.wire = sent -> new Identification(
                sent.role(),
                sent.name(),
                sent.publicKey(),
                sent.bootNonce(),
                sent.host(),
                "wrong",
                sent.nonce(),
                sent.signature(),
                sent.url(),
                sent.callbackToken(),
                sent.storeId());
        for (int i = 0; i < 3; i++) {
            assertThrows(CompletionException.class, () -> handshake
                    .join("worker", "", "", away)
                    .toCompletableFuture()
                    .join());
        }
        refusal(handshake);
        refusal(handshake);
        gate.wire = sent -> sent;
        String id = join(handshake).nodeId();
        assertEquals(
                List.of(
                        "INFO handshake 1/6 worker w1 starts",
                        "WARN handshake of worker w1 did not succeed, it goes on trying: The manager does not answer.",
                        "INFO handshake 2/6 worker w1 identifies itself",
                        "WARN handshake of worker w1 did not succeed, it goes on trying: The worker w1 is not known here and"
                                + " did not show the join token. Start it with --join @FILE, a copy of "
                                + managerHome.resolve("data/join.token") + " of this host.",
                        "INFO handshake 4/6 worker w1 is confirmed as " + id),
                asking.lines());
    }

    private FakeNode withoutToken() {
        return new FakeNode("w1", folder.resolve("worker"), folder.resolve("nothing"));
    }

    private Confirmed join(Handshake handshake) {
        return handshake
                .join("worker", "", "", gate::identify)
                .toCompletableFuture()
                .join();
    }

    private RefusedException refusal(Handshake handshake) {
        return (RefusedException)
                assertThrows(CompletionException.class, () -> join(handshake)).getCause();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
