package org.tablao.core.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.ProjectRow;

class OwnerLoopTest {
    private final List<List<String>> commits = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger loads = new AtomicInteger();
    private final Semaphore commitsAllowed = new Semaphore(1_000);
    private volatile boolean commitFails;
    private volatile boolean loadFails;
    private final OwnerLoop loop = new OwnerLoop("test", Ticker.system(), this::commit, this::load).start();

    @AfterEach
    void close() {
        commitsAllowed.release(1_000);
        loop.close();
    }

    @Test
    void loadsBeforeItTakesTheFirstCall() {
        assertEquals(1, (int) get(loop.call(turn -> loads.get())));
    }

    @Test
    void runsCallsInTheOrderTheyCame() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            loop.call(turn -> seen.add(number));
        }
        List<Integer> all = get(loop.call(turn -> List.copyOf(seen)));
        assertEquals(50, all.size());
        assertEquals(all.stream().sorted().toList(), all);
    }

    @Test
    void answersOnlyWhenTheChangesAreDurable() {
        commitsAllowed.drainPermits();
        List<String> left = Collections.synchronizedList(new ArrayList<>());
        CompletionStage<Boolean> answer = loop.call(turn -> {
            turn.insert(row("one"));
            turn.whenDurable(() -> left.add("event"));
            return true;
        });
        CompletionStage<Boolean> read = loop.call(turn -> true);
        assertEquals(List.of(), left);
        assertFalse(answer.toCompletableFuture().isDone());
        assertFalse(read.toCompletableFuture().isDone(), "a read may have seen what is not durable yet");
        commitsAllowed.release();
        assertTrue(get(answer));
        assertTrue(get(read));
        assertEquals(List.of("event"), left);
    }

    @Test
    void commitsInOneGroupAllThatCameWhileAnotherWasCommitted() {
        commitsAllowed.drainPermits();
        insert("first");
        await(insertSeen("second"));
        CompletionStage<Boolean> last = insert("third");
        commitsAllowed.release(2);
        assertTrue(get(last));
        assertEquals(
                List.of("first", "second", "third"),
                commits.stream().flatMap(List::stream).toList());
        assertTrue(commits.size() <= 2, commits.toString());
    }

    @Test
    void refusesAndLoadsAnewWhenACommitFailsThenGoesOn() {
        assertTrue(get(insert("kept")));
        commitFails = true;
        assertEquals(Refusal.UNAVAILABLE, refusalOf(insert("lost")));
        commitFails = false;
        assertEquals(2, loadsWhenItTakesCallsAgain());
        assertTrue(get(insert("kept too")));
        assertEquals(List.of(List.of("kept"), List.of("kept too")), commits);
    }

    @Test
    void letsNothingLeaveThatWasBuiltOnWhatIsLost() {
        commitsAllowed.drainPermits();
        commitFails = true;
        List<String> left = Collections.synchronizedList(new ArrayList<>());
        CompletionStage<Boolean> lost = insert("lost");
        CompletionStage<Boolean> built = loop.call(turn -> {
            turn.whenDurable(() -> left.add("event"));
            return true;
        });
        commitsAllowed.release(1_000);
        assertEquals(Refusal.UNAVAILABLE, refusalOf(lost));
        commitFails = false;
        boolean refused = built.handle((value, problem) -> problem != null)
                .toCompletableFuture()
                .join();
        assertEquals(refused ? List.of() : List.of("event"), left);
    }

    @Test
    void refusesCallsWhileItCannotLoad() {
        get(insert("kept"));
        loadFails = true;
        commitFails = true;
        assertEquals(Refusal.UNAVAILABLE, refusalOf(insert("lost")));
        commitFails = false;
        assertEquals(Refusal.UNAVAILABLE, refusalOf(loop.call(turn -> true)));
        loadFails = false;
        assertEquals(List.of(List.of("kept")), commits);
    }

    @Test
    void passesARefusalOnAndKeepsItsMemory() {
        RefusedException refused = new RefusedException(Refusal.STALE, "Too late.", "");
        assertEquals(Refusal.STALE, refusalOf(loop.call(turn -> {
            throw refused;
        })));
        assertEquals(1, (int) get(loop.call(turn -> loads.get())));
    }

    @Test
    void loadsAnewAfterAFaultOfOurs() {
        ExecutionException fault = assertThrows(ExecutionException.class, () -> loop.call(turn -> {
                    throw new IllegalStateException("a fault");
                })
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS));
        assertEquals("a fault", fault.getCause().getMessage());
        assertEquals(2, loadsWhenItTakesCallsAgain());
    }

    @Test
    void runsATimerAgainAndAgain() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(3);
        loop.every(Duration.ofMillis(5), turn -> ran.countDown());
        assertTrue(ran.await(10, TimeUnit.SECONDS));
    }

    @Test
    void refusesCallsAfterItsEnd() {
        CompletionStage<Boolean> before = insert("kept");
        get(before);
        loop.close();
        assertEquals(Refusal.UNAVAILABLE, refusalOf(loop.call(turn -> true)));
        assertEquals(List.of(List.of("kept")), commits);
    }

    /** Until it has loaded anew it refuses. */
    private int loadsWhenItTakesCallsAgain() {
        int now = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (now == 0 && System.nanoTime() < end) {
            now = loop.call(turn -> loads.get())
                    .exceptionally(refused -> 0)
                    .toCompletableFuture()
                    .join();
        }
        return now;
    }

    private CompletionStage<Boolean> insert(String id) {
        return loop.call(turn -> {
            turn.insert(row(id));
            return true;
        });
    }

    /** Completes when the owner has run it, before its commit. */
    private CountDownLatch insertSeen(String id) {
        CountDownLatch seen = new CountDownLatch(1);
        loop.call(turn -> {
            turn.insert(row(id));
            seen.countDown();
            return true;
        });
        return seen;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProjectRow row(String id) {
        return new ProjectRow(id, id, 0);
    }

    private void commit(List<Change> changes) throws Exception {
        commitsAllowed.acquire();
        if (commitFails) {
            throw new java.io.IOException("the disk is full");
        }
        commits.add(
                changes.stream().map(change -> ((ProjectRow) change.row()).id()).toList());
    }

    private void load() {
        if (loadFails) {
            throw new IllegalStateException("the store does not answer");
        }
        loads.incrementAndGet();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal refusalOf(CompletionStage<?> stage) {
        ExecutionException refused = assertThrows(
                ExecutionException.class, () -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS));
        return ((RefusedException) refused.getCause()).refusal();
    }
}
