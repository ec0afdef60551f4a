package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.processes.ProcessTrees;

@Timeout(30)
class LeaseBoundsTest {
    private static final HostResources TWO_GPUS =
            new HostResources(0, List.of(new Gpu(0, 1 << 30, "A"), new Gpu(1, 1 << 30, "A")), Map.of());

    private final FakeGate gate = new FakeGate();
    private final MapCommands commands = new MapCommands();
    private final ProcessTrees processes = new ProcessTrees();
    private final WorkerThreads threads = new WorkerThreads();

    @TempDir
    Path home;

    private WorkerLoop loop;

    @BeforeEach
    void nothingIsPublished() {
        gate.reportsGet(report -> CompletableFuture.completedFuture(new ReportAnswer(false, List.of())));
    }

    /** The worker first: it writes into the folder that goes when the test has ended. */
    @AfterEach
    void end() throws Exception {
        loop.stop().get(20, TimeUnit.SECONDS);
        processes.close();
        threads.close();
    }

    @Test
    void endsWhatRunsLongerThanItMay() throws Exception {
        commands.offer("hang", "1.0.0", LeaseBoundsTest::sleep);
        start(NodeOffer.ONE_SLOT);
        gate.give(lease("J.1.1", "hang", List.of(), 0.3, 0, false));
        Report report = take(gate.reports);
        assertEquals("timed-out", report.outcome());
        assertEquals("It ran longer than the 0.3 s that it may take.", report.reason());
    }

    @Test
    void endsWhatShowsNoSignOfLifeButNotWhatDoes() throws Exception {
        CountDownLatch talked = new CountDownLatch(4);
        commands.offer("quiet", "1.0.0", context -> {
            context.start(Program.of(List.of(
                                    "/bin/sh", "-c", "for i in 1 2 3 4; do echo $i; sleep 0.4; done; sleep 1000"))
                            .reading(line -> talked.countDown()))
                    .await();
            return Outcome.completed();
        });
        start(NodeOffer.ONE_SLOT);
        gate.give(lease("J.1.1", "quiet", List.of(), 0, 1.1, false));
        Report report = take(gate.reports);
        assertEquals("timed-out", report.outcome());
        assertEquals("It showed no sign of life for 1.1 s.", report.reason());
        assertEquals(0, talked.getCount(), "a line is a sign of life");
    }

    @Test
    void reportsWhatTheManagerSaysThatItEndedAs() throws Exception {
        commands.offer("hang", "1.0.0", LeaseBoundsTest::sleep);
        gate.heartbeatsGet(
                heartbeat -> CompletableFuture.completedFuture(new HeartbeatAnswer(true, 60, "interrupted")));
        start(NodeOffer.ONE_SLOT);
        gate.give(lease("J.1.1", "hang", List.of(), 0, 0, false));
        assertEquals("interrupted", take(gate.reports).outcome());
    }

    @Test
    void startsWhatWaitsWhenTheCommandsBeforeItHaveEnded() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        commands.offer("first", "1.0.0", context -> {
            first.await();
            return Outcome.completed();
        });
        commands.offer("second", "1.0.0", context -> Outcome.completed());
        CompletableFuture<ReportAnswer> late = new CompletableFuture<>();
        gate.reportsGet(report -> report.claim().attempt() == 1 && late.complete(new ReportAnswer(false, List.of()))
                ? new CompletableFuture<>()
                : late);
        start(new NodeOffer(1, 2, List.of(), HostResources.NONE));
        assertEquals(2, take(gate.asked).ahead());
        gate.give(lease("J.1.1", "first", List.of(), 0, 0, false), lease("J.2.1", "second", List.of(), 0, 0, true));
        assertTrue(gate.heartbeats.stream().noneMatch(beat -> beat.started() && beat.progress() > 0));
        first.countDown();
        take(gate.reports);
        // The first one's report has no answer yet, and never gets one.
        assertEquals("completed", take(gate.reports).outcome());
    }

    @Test
    void handsBackWhatWaitsWithoutHavingStartedIt() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        commands.offer("wait", "1.0.0", context -> {
            go.await();
            return Outcome.completed();
        });
        gate.heartbeatsGet(beat -> CompletableFuture.completedFuture(
                beat.started() ? new HeartbeatAnswer(false, 60) : new HeartbeatAnswer(true, 60, "interrupted")));
        start(new NodeOffer(1, 1, List.of(), HostResources.NONE));
        gate.give(lease("J.1.1", "wait", List.of(), 0, 0, false), lease("J.2.1", "wait", List.of(), 0, 0, true));
        Report back = take(gate.reports);
        assertEquals("interrupted", back.outcome());
        assertEquals("It was handed back unstarted.", back.reason());
        assertEquals(0, back.runSeconds());
        assertEquals(List.of("report J.2.1"), gate.order);
        go.countDown();
        assertEquals("completed", take(gate.reports).outcome());
    }

    @Test
    void showsAProgramItsOwnDevicesAlone() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        commands.offer("show", "1.0.0", context -> {
            context.start(Program.of(List.of("/bin/sh", "-c", "echo $CUDA_VISIBLE_DEVICES $HIP_VISIBLE_DEVICES"))
                            .with("CUDA_VISIBLE_DEVICES", "7")
                            .reading(seen::add))
                    .await();
            seen.add(context.gpus().toString());
            return Outcome.completed();
        });
        start(new NodeOffer(1, 0, List.of(), TWO_GPUS));
        assertEquals(TWO_GPUS, take(gate.asked).resources());
        gate.give(lease("J.1.1", "show", List.of(1), 0, 0, false));
        assertEquals("1 1", take(seen));
        assertEquals("[1]", take(seen));
        gate.give(lease("J.2.1", "show", List.of(), 0, 0, false));
        assertEquals("-1 -1", take(seen));
    }

    @Test
    void offersItsTags() throws Exception {
        Capability tag = new Capability(OfferReader.TAGS, Map.of("tag", "studio-b"));
        start(new NodeOffer(1, 0, List.of(tag), HostResources.NONE));
        assertEquals(List.of(tag), take(gate.asked).capabilities());
    }

    private void start(NodeOffer offer) {
        GateHolder gates = new GateHolder();
        gates.add(gate, Map.of());
        loop = new WorkerLoop(
                new WorkerLoop.Settings(
                        "w",
                        home.resolve("attempts"),
                        home.resolve("journal"),
                        Ticker.system(),
                        java.time.Clock.systemUTC()),
                commands,
                new Membership(new FakeHandshake(gate::token, 60), gates, threads),
                threads,
                processes);
        loop.start(offer);
    }

    private static Outcome sleep(TaskContext context) throws java.io.IOException, InterruptedException {
        context.start(Program.of(List.of("/bin/sleep", "1000"))).await();
        return Outcome.completed();
    }

    private static TaskLease lease(
            String id, String command, List<Integer> gpus, double taskSeconds, double silentSeconds, boolean ahead) {
        return new TaskLease(
                id,
                new LeaseClaim("store-1", 1, id.startsWith("J.1.") ? 1 : 2),
                "J",
                "job",
                1,
                "task",
                List.of(new PlannedCommand(command, "0", Map.of())),
                60,
                gpus,
                0,
                taskSeconds,
                silentSeconds,
                ahead,
                1,
                "");
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(15, TimeUnit.SECONDS);
        assertTrue(taken != null, "nothing came");
        return taken;
    }
}
