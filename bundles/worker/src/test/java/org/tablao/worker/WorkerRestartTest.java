package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;

/** How it stops, and what it finds when it is started anew. */
@Timeout(30)
class WorkerRestartTest extends WorkerStage {
    @Test
    void reportsInterruptedAndLeavesWhenItStops() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        commands.offer("hang", "1.0.0", context -> hang(context, lines));
        start(1);
        gate.give(lease("J.1.1", command("hang", "0")));
        long pid = Long.parseLong(take(lines));

        loop.stop().get(10, TimeUnit.SECONDS);

        assertEquals("interrupted", take(gate.reports).outcome());
        assertEquals("node-1", take(gate.left));
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void reportsAgainAfterAStopThatGotNoAnswer() throws Exception {
        Path target = out.resolve("shot_0001.png");
        commands.offer("paint", "1.0.0", context -> paint(context, target));
        gate.reportsGet(report -> new CompletableFuture<>());
        start(1);
        gate.give(lease("J.1.1", command("paint", "0")));
        Report first = take(gate.reports);
        loop.stop().get(10, TimeUnit.SECONDS);
        assertFalse(Files.exists(target));

        gate.reportsGet(report -> CompletableFuture.completedFuture(new ReportAnswer(true, List.of())));
        gate.asked.clear();
        restart();

        assertEquals(List.of("J.1.1"), take(gate.asked).held(), "the manager is not to give it up");
        assertEquals(first, take(gate.reports));
        assertEquals("", take(gate.published).problem());
        assertTrue(Files.exists(target));
        eventually(() -> isEmpty(home.resolve("data/journal")) && !Files.exists(out.resolve(".tablao")));
    }

    @Test
    void finishesAPublicationThatWasCutOffHalfWay() throws Exception {
        Path one = pendingImage("one.png");
        Path two = pendingImage("two.png");
        Report report = new Report(CLAIM, "completed", "", "", 1, List.of(reported(one), reported(two)), Map.of());
        new Journal(home.resolve("data/journal"))
                .write(new Journal.Entry(
                        "J.1.1", true, report, List.of(one.getParent().toString())));
        Files.move(one, out.resolve("one.png"));

        start(1);

        assertEquals("", take(gate.published).problem());
        assertTrue(Files.exists(out.resolve("one.png")) && Files.exists(out.resolve("two.png")));
        eventually(() -> isEmpty(home.resolve("data/journal")) && !Files.exists(out.resolve(".tablao")));
    }

    @Test
    void saysWhatItCouldNotPublish() throws Exception {
        Path one = pendingImage("one.png");
        Report report = new Report(CLAIM, "completed", "", "", 1, List.of(reported(one)), Map.of());
        new Journal(home.resolve("data/journal"))
                .write(new Journal.Entry(
                        "J.1.1", true, report, List.of(one.getParent().toString())));
        Files.delete(one);
        Files.writeString(out.resolve("one.png"), "somebody else's");
        start(1);
        assertEquals(
                out.resolve("one.png") + " could not be published: the rendered file is gone.",
                take(gate.published).problem());
    }

    @Test
    void removesWhatACrashLeftBeforeAnyReport() throws Exception {
        AttemptFolders crashed = new AttemptFolders("J.1.1", home.resolve("data/attempts/J.1.1"));
        crashed.open();
        Files.writeString(crashed.pending(out.resolve("half.png")), "half");
        start(1);
        take(gate.asked);
        assertTrue(isEmpty(home.resolve("data/attempts")));
        assertFalse(Files.exists(out.resolve(".tablao")));
    }

    @Test
    void leavesWhatItFindsAloneUntilTheManagerLetsItIn() throws Exception {
        AttemptFolders original = new AttemptFolders("J.1.1", home.resolve("data/attempts/J.1.1"));
        original.open();
        Path pending = Files.writeString(original.pending(out.resolve("half.png")), "half");
        handshake.failures.set(2);
        start(1);
        eventually(() -> handshake.joins.get() == 2);
        assertTrue(Files.exists(pending), "its home may be a copy of one whose worker is alive");
        take(gate.asked);
        assertFalse(Files.exists(pending));
    }
}
