package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

class AskedPolicyTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private record Job(String jobId, String project, int priority, Duration age, int tasksRunning, int tasksLeft)
            implements RankedJob {}

    private final RankedJob job = new Job("j", "default", 70, Duration.ZERO, 0, 1);

    @Test
    void aPolicyThatHangsIsPutAsideAndTheHigherPriorityGoesFirst() {
        AskedPolicy asked = new AskedPolicy(Ticker.system(), Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        SchedulingPolicy hangs = ranked -> {
            calls.incrementAndGet();
            return await(never);
        };
        asked.choose(hangs, "hangs");
        assertTimeoutPreemptively(GENEROUS, () -> assertEquals(70, asked.job(job)));
        assertTimeoutPreemptively(GENEROUS, () -> assertEquals(70, asked.job(job)));
        assertEquals(1, calls.get(), "it must not be asked again");
        assertTrue(asked.fault().contains("did not answer within 50 ms"), asked.fault());
        assertEquals("hangs", asked.name());
        assertFalse(asked.areThere(), "a shadow must not be compared with it");
        never.countDown();
    }

    @Test
    void aPolicyThatThrowsIsPutAsideUntilItIsChosenAnew() {
        AskedPolicy asked = new AskedPolicy();
        AtomicInteger calls = new AtomicInteger();
        SchedulingPolicy throwsOnce = ranked -> {
            if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError("no end");
            }
            return 5;
        };
        asked.choose(throwsOnce, "throws");
        assertEquals(70, asked.job(job));
        assertEquals(70, asked.job(job));
        assertTrue(asked.fault().contains("StackOverflowError"), asked.fault());
        asked.choose(throwsOnce, "throws");
        assertEquals(5, asked.job(job));
        assertEquals("", asked.fault());
    }

    @Test
    void aPolicyThatTakesMostOfTheTimeIsPutAside() {
        AtomicLong now = new AtomicLong();
        AskedPolicy asked = new AskedPolicy(now::get, Duration.ofSeconds(1));
        asked.choose(
                ranked -> {
                    now.addAndGet(Duration.ofMillis(400).toNanos());
                    return 5;
                },
                "slow");
        for (int i = 0; i < 10; i++) {
            asked.job(job);
        }
        assertTrue(asked.fault().contains("most of the manager's time"), asked.fault());
    }

    @Test
    void aPolicyThatIsSlowNowAndThenStays() {
        AtomicLong now = new AtomicLong();
        AskedPolicy asked = new AskedPolicy(now::get, Duration.ofSeconds(1));
        asked.choose(
                ranked -> {
                    now.addAndGet(Duration.ofMillis(400).toNanos());
                    return 5;
                },
                "slow");
        for (int i = 0; i < 50; i++) {
            assertEquals(5, asked.job(job));
            now.addAndGet(Duration.ofMillis(600).toNanos());
        }
        assertEquals("", asked.fault());
    }

    @Test
    void aStrangersPolicyIsNeverOnTheAskersThread() {
        AskedPolicy asked = new AskedPolicy();
        List<Thread> threads = new ArrayList<>();
        asked.choose(
                ranked -> {
                    threads.add(Thread.currentThread());
                    return 1;
                },
                "stranger");
        asked.job(job);
        assertNotEquals(List.of(Thread.currentThread()), threads);
        assertTrue(threads.get(0).isDaemon());
    }

    private static double await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // It goes on as if nobody had asked it to end, as a hanging plugin does.
            return await(latch);
        }
        return 0;
    }
}
