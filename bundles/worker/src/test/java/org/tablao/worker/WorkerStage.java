package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.processes.ProcessTrees;

/** A worker before a manager that is not one. */
@Timeout(30)
abstract class WorkerStage {
    static final LeaseClaim CLAIM = new LeaseClaim("store-1", 1, 1);

    final FakeGate gate = new FakeGate();
    final MapCommands commands = new MapCommands();
    final GateHolder gates = new GateHolder();
    final ProcessTrees processes = new ProcessTrees();
    WorkerThreads threads = new WorkerThreads();
    FakeHandshake handshake = new FakeHandshake(gate::token, 60);

    @TempDir
    Path home;

    Path out;
    WorkerLoop loop;
    Ticker clock = Ticker.system();

    @BeforeEach
    void meetTheManager() throws IOException {
        out = Files.createDirectory(home.resolve("out"));
        gates.add(gate, Map.of());
    }

    @AfterEach
    void end() {
        processes.close();
        threads.close();
    }

    void start(int slots) {
        loop = new WorkerLoop(
                new WorkerLoop.Settings(
                        "render-1",
                        home.resolve("data/attempts"),
                        home.resolve("data/journal"),
                        clock,
                        Clock.systemUTC()),
                commands,
                new Membership(handshake, gates, threads),
                threads,
                processes);
        loop.start(new NodeOffer(slots, 0, List.of(), HostResources.NONE));
    }

    void restart() {
        threads.close();
        threads = new WorkerThreads();
        start(1);
    }

    Path pendingImage(String name) throws IOException {
        AttemptFolders folders = new AttemptFolders("J.1.1", home.resolve("data/attempts/J.1.1"));
        folders.open();
        Path pending = folders.pending(out.resolve(name));
        writeImage(pending);
        return pending;
    }

    ReportedFile reported(Path pending) throws Exception {
        Path target = out.resolve(pending.getFileName());
        return OutputCheck.check(ProducedFile.frame(pending, target, "main", 1, Map.of()));
    }

    static Outcome paint(TaskContext context, Path target) throws IOException {
        Path pending = context.pending(target);
        writeImage(pending);
        context.log("painted");
        context.produced(ProducedFile.frame(pending, target, "main", 1, Map.of("engine", "paint")));
        return Outcome.completed();
    }

    static void writeImage(Path file) throws IOException {
        ImageIO.write(new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    static Outcome hang(TaskContext context, BlockingQueue<String> lines) throws IOException, InterruptedException {
        context.start(Program.of(List.of("/bin/sh", "-c", "echo $$; exec sleep 1000"))
                        .reading(lines::add))
                .await();
        return Outcome.completed();
    }

    static TaskLease lease(String id, PlannedCommand... planned) {
        return new TaskLease(id, CLAIM, "J", "job", 1, "task", List.of(planned), 60);
    }

    static PlannedCommand command(String name, String range) {
        return new PlannedCommand(name, range, Map.of());
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(15, TimeUnit.SECONDS);
        assertTrue(taken != null, "nothing came");
        return taken;
    }

    static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.of()) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows a call that was answered has no signal of its own. */
    static void eventually(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            never.await(10, TimeUnit.MILLISECONDS);
        }
        assertTrue(condition.getAsBoolean());
    }
}
