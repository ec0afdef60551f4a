package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tablao.core.server.Farmyard.ended;
import static org.tablao.core.server.Farmyard.frame;
import static org.tablao.core.server.Farmyard.frames;
import static org.tablao.core.server.Farmyard.jobs;
import static org.tablao.core.server.Farmyard.task;
import static org.tablao.core.server.Farmyard.tasks;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tablao.core.state.FrameStatus;
import org.tablao.nodeapi.store.FrameRow;

class FrameDeskTest {
    private final Farmyard yard = new Farmyard();
    private final ManagerEntry manager = yard.join("m1");
    private final JobEntry job = leasedJob();

    @Test
    void makesARowOfEachExpectedFrameWithTheJob() {
        JobEntry other = yard.submit("b", 2);
        List<FrameRow> rows = yard.written(FrameRow.class);
        assertEquals(List.of(1, 2), rows.stream().map(FrameRow::ordinal).toList());
        assertEquals(other.id() + "_main_0001", rows.get(0).name());
        assertEquals("expected", rows.get(0).status());
        assertEquals("", rows.get(0).path());
        assertEquals(2, other.frames().of(FrameStatus.EXPECTED));
    }

    @Test
    void publishesAFrameWithItsStatistics() {
        yard.events(manager, tasks(1, task(job, 2, "running")), frames(2, frame(job, 2, 1, "main", 2)));
        List<FrameRow> rows = yard.written(FrameRow.class);
        FrameRow row = rows.get(rows.size() - 1);
        assertEquals("published", row.status());
        assertEquals("/out/main2.png", row.path());
        assertEquals(5_002, row.renderedAtMillis());
        assertEquals(2.5, row.renderSeconds());
        assertEquals("blender 3.4.1", row.engine() + " " + row.engineVersion());
        assertEquals("640x360", row.width() + "x" + row.height());
        assertEquals(99, row.peakMemoryBytes());
        assertEquals(1234, row.sizeBytes());
        assertEquals("f00d", row.sha256());
        assertEquals("worker-1", row.workerId());
        assertEquals("none", row.thumbnail());
        assertEquals(1, shot().frames().of(FrameStatus.PUBLISHED));
        assertEquals(Optional.of(row), job.lastFrame());
    }

    @Test
    void givesALayerThatNobodyExpectedTheNextOrdinal() {
        yard.events(manager, frames(1, frame(job, 1, 1, "depth/Z", 1)));
        FrameRow row = job.live().orElseThrow().frames().find(4).orElseThrow();
        assertEquals("published", row.status());
        assertEquals(job.id() + "_depth-Z-" + String.format("%08x", "depth/Z".hashCode()) + "_0001", row.name());
        assertEquals(4, job.frames().total());
    }

    @Test
    void letsFramesFollowTheirTask() {
        yard.events(manager, tasks(1, task(job, 1, "running")));
        assertEquals("rendering", status(1));
        yard.events(manager, tasks(2, task(job, 1, "queued")));
        assertEquals("expected", status(1));
        yard.events(manager, tasks(3, task(job, 1, "running")), tasks(4, task(job, 1, "failed")));
        assertEquals("failed", status(1));
        assertEquals("expected", status(2));
    }

    @Test
    void keepsWhatIsPublishedThroughWhateverItsTaskDoes() {
        yard.events(manager, frames(1, frame(job, 1, 1, "main", 1)), tasks(2, task(job, 1, "failed")));
        assertEquals("published", status(1));
    }

    @Test
    void changesNothingForAFrameThatIsPublishedTwice() {
        yard.events(manager, frames(1, frame(job, 1, 1, "main", 1)));
        yard.events(manager, frames(2, frame(job, 1, 1, "main", 1)));
        assertEquals(List.of(), yard.written(FrameRow.class));
    }

    @Test
    void skipsTheRestOfACancelledJob() {
        yard.events(manager, frames(1, frame(job, 1, 1, "main", 1)), jobs(2, ended(job, "cancelled", "")));
        assertEquals(List.of("published", "skipped", "skipped"), List.of(status(1), status(2), status(3)));
        assertEquals(2, shot().frames().of(FrameStatus.SKIPPED));
    }

    @Test
    void skipsTheFramesOfAJobCancelledBeforeAnyManagerHadIt() {
        JobEntry waiting = yard.submit("b", 2, "nobody", "");
        yard.turn(turn -> yard.state.jobWishes().cancel(turn, waiting, 2_000));
        assertEquals("cancelled", waiting.row().status());
        assertEquals(2, waiting.frames().of(FrameStatus.SKIPPED));
        assertEquals(2_000, waiting.row().endedAtMillis());
    }

    @Test
    void keepsTheLastFrameThatHasAThumbnail() {
        yard.events(manager, frames(1, frame(job, 1, 1, "main", 1), frame(job, 2, 1, "main", 2)));
        assertEquals(Optional.empty(), yard.state.frames().last());
        FrameRow second = thumbnail(2);
        FrameRow first = thumbnail(1);
        yard.turn(turn -> assertTrue(yard.state.frames().thumbnail(turn, job, second)));
        yard.turn(turn -> assertTrue(yard.state.frames().thumbnail(turn, job, first)));
        assertEquals(Optional.of(second), yard.state.frames().last());
    }

    @Test
    void refusesAThumbnailOfAFrameThatWasRenderedAnewMeanwhile() {
        yard.events(manager, frames(1, frame(job, 1, 1, "main", 1)));
        FrameRow ofTheFirst = thumbnail(1);
        yard.events(manager, frames(2, frame(job, 1, 2, "main", 1)));
        yard.turn(turn -> assertFalse(yard.state.frames().thumbnail(turn, job, ofTheFirst)));
        assertEquals(List.of(), yard.changes);
    }

    private FrameRow thumbnail(int ordinal) {
        FrameRow row = job.live().orElseThrow().frames().find(ordinal).orElseThrow();
        return FrameRows.withThumbnail(row, "made", "s/f_thumbnail.jpg", "image/jpeg", "beef", 10, 640, 360);
    }

    private String status(int ordinal) {
        return job.live().orElseThrow().frames().find(ordinal).orElseThrow().status();
    }

    private ShotEntry shot() {
        return yard.state.projects().shot(job.row().shotId()).orElseThrow();
    }

    private JobEntry leasedJob() {
        yard.available(manager, 2);
        return yard.submit("a", 3);
    }
}
