package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;

@Timeout(30)
class WorkerLoopTest extends WorkerStage {
    @Test
    void runsReportsPublishesAndConfirmsInThisOrder() throws Exception {
        Path target = out.resolve("shot_0001.png");
        AtomicBoolean earlyInPlace = new AtomicBoolean();
        commands.offer("paint", "1.0.0", context -> paint(context, target));
        gate.reportsGet(report -> {
            earlyInPlace.set(Files.exists(target));
            return CompletableFuture.completedFuture(new ReportAnswer(true, List.of()));
        });
        start(1);

        gate.give(lease("J.1.1", command("paint", "0")));

        Report report = take(gate.reports);
        assertEquals("completed", report.outcome());
        assertEquals(Map.of("paint", "1.0.0"), report.versions());
        ReportedFile file = report.files().get(0);
        assertEquals("", take(gate.published).problem());
        assertEquals(List.of("report J.1.1", "published J.1.1"), gate.order);
        assertFalse(earlyInPlace.get(), "nothing is under its final name before it was accepted");
        assertEquals(
                new ReportedFile(
                        true,
                        "main",
                        1,
                        out.resolve(".tablao/J.1.1/shot_0001.png").toString(),
                        target.toString(),
                        Files.size(target),
                        Checksum.of(target),
                        16,
                        8,
                        Map.of("engine", "paint")),
                file);
        eventually(() -> !Files.exists(out.resolve(".tablao"))
                && isEmpty(home.resolve("data/attempts"))
                && isEmpty(home.resolve("data/journal")));
        assertEquals("Tablao: command paint 1.0.0\npainted\n", gate.log("J.1.1"));
    }

    @Test
    void reportsTheWholeFramesOfACommandThatGaveWay() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        commands.offer("paint", "1.0.0", context -> {
            context.onGivingWay(told::countDown);
            told.await();
            assertTrue(context.givesWay());
            paint(context, out.resolve("shot_0001.png"));
            return Outcome.of(OutcomeClass.INTERRUPTED, "It gave way.");
        });
        gate.heartbeatsGet(beat -> CompletableFuture.completedFuture(new HeartbeatAnswer(false, 30, "", true)));
        gate.reportsGet(report -> CompletableFuture.completedFuture(new ReportAnswer(true, List.of())));
        start(1);

        gate.give(lease("J.1.1", command("paint", "0")));

        Report report = take(gate.reports);
        assertEquals("interrupted", report.outcome());
        assertEquals("It gave way.", report.reason());
        assertEquals(1, report.files().size());
        assertEquals("", take(gate.published).problem());
        assertTrue(Files.exists(out.resolve("shot_0001.png")));
    }

    @Test
    void tellsWhatItOffersAndHowMuchIsFree() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        commands.offer("wait", "1.0.0", context -> {
            go.await();
            return Outcome.completed();
        });
        start(2);
        assertEquals(2, take(gate.asked).freeSlots());

        gate.give(lease("J.1.1", command("wait", "0")));

        var second = take(gate.asked);
        assertEquals(1, second.freeSlots());
        assertEquals(List.of("J.1.1"), second.held());
        commands.offer("new", "2.0.0", context -> Outcome.completed());
        loop.changed();
        assertEquals(2, take(gate.asked).capabilities().size());
        go.countDown();
        take(gate.published);
        assertEquals(2, take(gate.asked).freeSlots());
    }

    @Test
    void beginsTheLeaseThatCameWithAnAnswer() throws Exception {
        commands.offer("nothing", "1.0.0", context -> Outcome.completed());
        gate.reportsGet(report -> CompletableFuture.completedFuture(new ReportAnswer(
                true, gate.order.size() == 1 ? List.of(lease("J.2.1", command("nothing", "0"))) : List.of())));
        start(1);
        gate.give(lease("J.1.1", command("nothing", "0")));
        take(gate.published);
        take(gate.published);
        assertTrue(gate.order.containsAll(List.of("report J.1.1", "published J.1.1", "report J.2.1")));
    }

    @Test
    void doesNotBeginAgainWhatItHasReportedWhenAnAnswerComesLate() throws Exception {
        commands.offer("nothing", "1.0.0", context -> Outcome.completed());
        start(1);
        gate.give(lease("J.1.1", command("nothing", "0")));
        take(gate.published);
        gate.give(lease("J.1.1", command("nothing", "0")), lease("J.2.1", command("nothing", "0")));
        take(gate.published);
        assertEquals(List.of("report J.1.1", "published J.1.1", "report J.2.1", "published J.2.1"), gate.order);
    }

    @Test
    void beginsAgainWhatWasNotTakenWhenItIsGivenAgain() throws Exception {
        commands.offer("nothing", "1.0.0", context -> Outcome.completed());
        gate.reportsGet(report -> FakeGate.refused(Refusal.STALE));
        start(1);
        gate.give(lease("J.1.1", command("nothing", "0")));
        take(gate.reports);
        gate.reportsGet(report -> CompletableFuture.completedFuture(new ReportAnswer(true, List.of())));
        gate.give(lease("J.1.1", command("nothing", "0")));
        take(gate.published);
        assertEquals(List.of("report J.1.1", "report J.1.1", "published J.1.1"), gate.order);
    }

    @Test
    void beginsNothingThatAnAnswerBringsToACallThatItHasFollowedWithANewerOne() throws Exception {
        commands.offer("nothing", "1.0.0", context -> Outcome.completed());
        gate.overtakenGet(lease("J.1.1", command("nothing", "0")));
        start(1);
        take(gate.asked);
        loop.offer(new NodeOffer(2, 0, List.of(), HostResources.NONE));
        take(gate.asked);
        gate.give(lease("J.2.1", command("nothing", "0")));
        take(gate.published);
        assertEquals(List.of("report J.2.1", "published J.2.1"), gate.order);
    }

    @Test
    void letsALeaseWaitThatComesWhenItsSlotIsFilled() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicLong began = new AtomicLong();
        commands.offer("wait", "1.0.0", context -> {
            began.incrementAndGet();
            goOn.await();
            return Outcome.completed();
        });
        start(1);
        gate.give(lease("J.1.1", command("wait", "0")), lease("J.2.1", command("wait", "0")));
        Heartbeat waiting = take(gate.heartbeats);
        while (waiting.started()) {
            waiting = take(gate.heartbeats);
        }
        assertEquals(1, began.get());
        goOn.countDown();
        take(gate.published);
        take(gate.published);
        assertEquals(2, began.get());
    }

    @Test
    void asksAgainBeforeItPublishesWhereTheAnswerIsTooOld() throws Exception {
        Path target = out.resolve("shot_0001.png");
        commands.offer("paint", "1.0.0", context -> paint(context, target));
        SlowAnswer slow = new SlowAnswer();
        clock = slow;
        gate.reportsGet(slow::first);
        start(1);
        gate.give(lease("J.1.1", command("paint", "0")));
        take(gate.published);
        assertEquals(List.of("report J.1.1", "report J.1.1", "published J.1.1"), gate.order);
        assertTrue(Files.exists(target));
    }

    @Test
    void publishesNothingOfWhichItIsToldThatItIsSomebodyElsesByNow() throws Exception {
        Path target = out.resolve("shot_0001.png");
        commands.offer("paint", "1.0.0", context -> paint(context, target));
        SlowAnswer slow = new SlowAnswer();
        clock = slow;
        gate.reportsGet(report -> {
            gate.reportsGet(again -> FakeGate.refused(Refusal.STALE));
            return slow.first(report);
        });
        start(1);
        gate.give(lease("J.1.1", command("paint", "0")));
        take(gate.reports);
        take(gate.reports);
        eventually(() -> !Files.exists(out.resolve(".tablao")) && isEmpty(home.resolve("data/journal")));
        assertFalse(Files.exists(target));
    }

    /** The first report is answered so late that the answer does not hold any more. */
    private static final class SlowAnswer implements Ticker {
        private final AtomicLong late = new AtomicLong();

        @Override
        public long nanos() {
            return Ticker.system().nanos() + late.get();
        }

        CompletionStage<ReportAnswer> first(Report report) {
            late.compareAndSet(0, 3_600_000_000_000L);
            return CompletableFuture.completedFuture(new ReportAnswer(true, List.of()));
        }
    }

    @Test
    void takesTheHighestVersionInTheRange() throws Exception {
        commands.offer("echo", "1.0.0", context -> Outcome.completed());
        commands.offer("echo", "1.9.0", context -> Outcome.completed());
        commands.offer("echo", "2.0.0", context -> Outcome.completed());
        start(1);
        gate.give(lease("J.1.1", command("echo", "[1.0,2.0)")));
        assertEquals(Map.of("echo", "1.9.0"), take(gate.reports).versions());
        gate.give(lease("J.2.1", command("echo", "0")));
        assertEquals(Map.of("echo", "2.0.0"), take(gate.reports).versions());
        gate.give(lease("J.3.1", command("echo", "[3.0,4.0)")));
        Report third = take(gate.reports);
        assertEquals("interrupted", third.outcome());
        assertEquals("This worker offers no command echo in [3.0,4.0) any more.", third.reason());
    }

    @Test
    void stopsAtTheFirstCommandThatFails() throws Exception {
        AtomicBoolean second = new AtomicBoolean();
        commands.offer("bad", "1.0.0", context -> {
            throw new IllegalStateException("broken");
        });
        commands.offer("next", "1.0.0", context -> {
            second.set(true);
            return Outcome.completed();
        });
        start(1);
        gate.give(lease("J.1.1", command("bad", "0"), command("next", "0")));
        Report report = take(gate.reports);
        assertEquals("plugin-fault", report.outcome());
        assertEquals("The command bad 1.0.0 failed: java.lang.IllegalStateException: broken.", report.reason());
        assertFalse(second.get());
    }

    @Test
    void namesTheParameterThatIsRefused() throws Exception {
        commands.offer("echo", "1.0.0", context -> Outcome.completed());
        start(1);
        gate.give(lease("J.1.1", new PlannedCommand("echo", "0", Map.of("count", 9))));
        Report report = take(gate.reports);
        assertEquals("refused-parameters", report.outcome());
        assertEquals("count is 9.", report.reason());
        assertEquals("Give a whole number from 1 to 3.", report.hint());
    }

    @Test
    void doesNotReportAFrameThatIsCutOff() throws Exception {
        Path target = out.resolve("shot_0001.png");
        commands.offer("paint", "1.0.0", context -> {
            Path pending = context.pending(target);
            writeImage(pending);
            byte[] bytes = Files.readAllBytes(pending);
            Files.write(pending, Arrays.copyOf(bytes, bytes.length - 20));
            context.produced(ProducedFile.frame(pending, target, "main", 1, Map.of()));
            return Outcome.completed();
        });
        start(1);
        gate.give(lease("J.1.1", command("paint", "0")));
        Report report = take(gate.reports);
        assertEquals("bad-output", report.outcome());
        assertEquals("shot_0001.png is cut off.", report.reason());
        assertEquals(List.of(), report.files());
        eventually(() -> !Files.exists(out.resolve(".tablao")));
        assertFalse(Files.exists(target));
    }

    @Test
    void discardsWhatIsStale() throws Exception {
        Path target = out.resolve("shot_0001.png");
        commands.offer("paint", "1.0.0", context -> paint(context, target));
        gate.reportsGet(report -> FakeGate.refused(Refusal.STALE));
        start(1);
        gate.give(lease("J.1.1", command("paint", "0")));
        take(gate.reports);
        eventually(() -> !Files.exists(out.resolve(".tablao")) && isEmpty(home.resolve("data/journal")));
        assertFalse(Files.exists(target));
        assertTrue(gate.published.isEmpty());
    }

    @Test
    void endsTheProcessTreeOfACancelledAttempt() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        commands.offer("hang", "1.0.0", context -> hang(context, lines));
        start(1);
        gate.give(lease("J.1.1", command("hang", "0")));
        long pid = Long.parseLong(take(lines));

        gate.heartbeatsGet(heartbeat -> CompletableFuture.completedFuture(new HeartbeatAnswer(true, 60)));

        assertEquals("cancelled", take(gate.reports).outcome());
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "gone before it is reported");
    }

    @Test
    void givesUpWhatBelongsToSomebodyElse() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        commands.offer("hang", "1.0.0", context -> hang(context, lines));
        start(1);
        take(gate.asked);
        gate.heartbeatsGet(heartbeat -> FakeGate.refused(Refusal.STALE));
        gate.give(lease("J.1.1", command("hang", "0")));
        assertEquals(1, take(gate.asked).freeSlots());
        assertTrue(gate.reports.isEmpty());
        eventually(() -> isEmpty(home.resolve("data/attempts")));
    }

    @Test
    void givesUpWhenTheManagerIsNotHeardForItsLease() throws Exception {
        handshake = new FakeHandshake(gate::token, 0.6);
        commands.offer("hang", "1.0.0", context -> hang(context, new LinkedBlockingQueue<>()));
        gate.heartbeatsGet(heartbeat -> new CompletableFuture<>());
        start(1);
        take(gate.asked);
        gate.give(new TaskLease("J.1.1", CLAIM, "J", "job", 1, "task", List.of(command("hang", "0")), 0.6));
        assertEquals(1, take(gate.asked).freeSlots());
        assertTrue(gate.reports.isEmpty());
    }

    @Test
    void takesNothingUnderTermsThatEndALeaseBeforeItsFirstRenewal() throws Exception {
        handshake = new FakeHandshake(gate::token, 0.14);
        start(1);
        eventually(() -> handshake.joins.get() >= 2);
        assertTrue(gate.asked.isEmpty());
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        commands.offer("half", "1.0.0", context -> {
            context.progress(0.5, "frame 12");
            go.await();
            return Outcome.completed();
        });
        start(1);
        gate.give(lease("J.1.1", command("half", "0"), command("half", "0")));
        eventually(() -> gate.heartbeats.stream()
                .anyMatch(one -> one.progress() == 0.25 && one.activity().equals("frame 12")));
        go.countDown();
    }

    @Test
    void keepsRunningWorkWhenItHasToJoinAgain() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        commands.offer("wait", "1.0.0", context -> {
            go.await();
            return Outcome.completed();
        });
        start(1);
        gate.give(lease("J.1.1", command("wait", "0")));
        take(gate.heartbeats);
        gate.forgetSessions("second");
        eventually(() -> handshake.joins.get() == 2);
        go.countDown();
        assertEquals("completed", take(gate.reports).outcome());
        take(gate.published);
        assertEquals(List.of("report J.1.1", "published J.1.1"), gate.order);
    }

    @Test
    void joinsUnaidedHoweverOftenItTakes() throws Exception {
        handshake.failures.set(3);
        commands.offer("nothing", "1.0.0", context -> Outcome.completed());
        start(1);
        assertEquals(1, take(gate.asked).freeSlots());
        assertEquals(4, handshake.joins.get());
    }

    @Test
    void prefersTheManagerInItsOwnFramework() throws Exception {
        FakeGate remote = new FakeGate();
        gates.remove(gate);
        gates.add(remote, Map.of("service.imported", true));
        start(1);
        take(remote.asked);
        gates.add(gate, Map.of());
        take(gate.asked);
    }
}
