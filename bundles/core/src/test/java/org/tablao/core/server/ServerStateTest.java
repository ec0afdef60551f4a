package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.tablao.core.server.Farmyard.task;
import static org.tablao.core.server.Farmyard.tasks;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.TaskRow;

class ServerStateTest {
    private final Farmyard yard = new Farmyard();

    @Test
    void makesProjectShotJobAndPlanWithASubmission() {
        JobEntry job = yard.submit("a", 3);
        assertEquals("film", yard.written(ProjectRow.class).get(0).name());
        assertEquals("shot 1", yard.written(ShotRow.class).get(0).name());
        assertEquals(job.row(), yard.written(JobRow.class).get(0));
        assertEquals(job.row().planSha256(), yard.written(BlobRow.class).get(0).sha256());
        assertEquals(List.of(), yard.written(TaskRow.class));
        assertEquals("queued", job.row().status());
        assertEquals(3, job.tasks().total());
    }

    @Test
    void takesUpAProjectAndShotThatAreThere() {
        JobEntry first = yard.submit("a", 1);
        JobEntry second = yard.submit("b", 1);
        assertEquals(first.row().shotId(), second.row().shotId());
        assertEquals(List.of(), yard.written(ShotRow.class));
    }

    @Test
    void givesTheSameJobForTheSameKey() {
        JobEntry first = yard.submit("a", 1, "", "key");
        JobEntry second = yard.submit("a", 1, "", "key");
        assertSame(first, second);
        assertEquals(List.of(), yard.changes);
    }

    @Test
    void cancelsTheTasksOfAJobThatNoManagerHas() {
        JobEntry job = yard.submit("a", 2);
        yard.turn(turn -> yard.state.jobWishes().cancel(turn, job, 2_000));
        assertEquals(List.of(), yard.written(TaskRow.class));
        assertEquals(2, job.tasks().of(TaskStatus.CANCELLED));
        assertEquals("Cancelled by a user.", job.row().reason());
    }

    @Test
    void changesNothingWhenAJobIsCancelledTwice() {
        JobEntry job = yard.submit("a", 2);
        yard.turn(turn -> yard.state.jobWishes().cancel(turn, job, 2_000));
        yard.turn(turn -> yard.state.jobWishes().cancel(turn, job, 3_000));
        assertEquals(List.of(), yard.changes);
    }

    @Test
    void countsThePartsOfRunningTasksAsProgress() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 2);
        JobEntry job = yard.submit("a", 4);
        yard.events(manager, tasks(1, task(job, 1, "completed"), task(job, 2, "running")));
        TaskProgress half = new TaskProgress(job.id(), 2, 1, 0.5, "frame 2");
        TaskProgress notRunning = new TaskProgress(job.id(), 3, 1, 0.5, "");
        yard.turn(turn -> yard.state.heartbeat(turn, manager, List.of(half, notRunning), 2_000, 0));
        assertEquals(0.375, job.progress());
        yard.events(manager, tasks(2, task(job, 2, "completed")));
        assertEquals(0.5, job.progress());
    }
}
