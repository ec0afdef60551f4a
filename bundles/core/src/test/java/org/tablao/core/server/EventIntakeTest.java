package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tablao.core.server.Farmyard.attempt;
import static org.tablao.core.server.Farmyard.attempts;
import static org.tablao.core.server.Farmyard.ended;
import static org.tablao.core.server.Farmyard.frame;
import static org.tablao.core.server.Farmyard.frames;
import static org.tablao.core.server.Farmyard.jobs;
import static org.tablao.core.server.Farmyard.task;
import static org.tablao.core.server.Farmyard.tasks;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.TaskRow;

class EventIntakeTest {
    private final Farmyard yard = new Farmyard();
    private final ManagerEntry manager = yard.join("m1");
    private final JobEntry job = leasedJob();

    @Test
    void appliesEventsInTheirOrder() {
        assertEquals(2, yard.events(manager, tasks(1, task(job, 1, "running")), tasks(2, task(job, 1, "completed"))));
        assertEquals(1, job.tasks().of(TaskStatus.COMPLETED));
        assertEquals(2, job.tasks().of(TaskStatus.QUEUED));
        assertEquals(0, job.tasks().of(TaskStatus.RUNNING));
    }

    @Test
    void changesNothingForAnEventThatCameBefore() {
        yard.events(manager, tasks(1, task(job, 1, "running")));
        assertEquals(1, yard.events(manager, tasks(1, task(job, 1, "failed"))));
        assertEquals(1, job.tasks().of(TaskStatus.RUNNING));
        assertEquals(List.of(), yard.changes);
    }

    @Test
    void acknowledgesOnlyWhatComesBeforeAGap() {
        assertEquals(1, yard.events(manager, tasks(1, task(job, 1, "running")), tasks(3, task(job, 2, "running"))));
        assertEquals(1, job.tasks().of(TaskStatus.RUNNING));
    }

    @Test
    void acknowledgesEventsOfAnOldLeaseAndChangesNothingByThem() {
        TaskRow old = new TaskRow(job.id(), 1, 0, "completed", 1, 0, "worker-1", "", "", "", 0, 0);
        assertEquals(1, yard.events(manager, tasks(1, old)));
        assertEquals(3, job.tasks().of(TaskStatus.QUEUED));
        assertEquals(List.of(), yard.written(TaskRow.class));
    }

    @Test
    void changesNothingOfAJobThatAnotherManagerHas() {
        ManagerEntry other = yard.join("m2");
        assertEquals(1, yard.events(other, tasks(1, task(job, 1, "completed"))));
        assertEquals(3, job.tasks().of(TaskStatus.QUEUED));
    }

    @Test
    void keepsAReplicaOfAManagerWithAStoreOfItsOwn() {
        yard.events(manager, attempts(1, attempt(job, 1, 1, "leased")), tasks(2, task(job, 1, "running")));
        assertTrue(yard.changes.contains(new Change.Insert(attempt(job, 1, 1, "leased"))));
        assertEquals(List.of(), yard.written(TaskRow.class), "its live attempt tells that it runs");
        yard.events(manager, attempts(3, attempt(job, 1, 1, "published")), tasks(4, task(job, 1, "completed")));
        assertTrue(yard.changes.contains(new Change.Update(attempt(job, 1, 1, "published"))));
        assertTrue(yard.changes.contains(new Change.Insert(task(job, 1, "completed"))));
    }

    @Test
    void keepsFramesPublishedOfATaskThatGaveWayUntilItIsBegunAnew() {
        yard.events(manager, tasks(1, task(job, 1, "running")), frames(2, frame(job, 1, 1, "main", 1)));
        yard.events(manager, tasks(3, gaveWay("queued", "1")));
        assertEquals(1, job.frames().of(FrameStatus.PUBLISHED));
        yard.events(manager, tasks(4, gaveWay("queued", "")));
        assertEquals(0, job.frames().of(FrameStatus.PUBLISHED));
    }

    private TaskRow gaveWay(String status, String published) {
        return new TaskRow(job.id(), 1, 1, status, 1, 0, "worker-1", "interrupted", "", "", 1, 2, 0, 0, "", published);
    }

    @Test
    void writesThatATaskRunsWhereItsRowSaysOtherwise() {
        yard.events(manager, tasks(1, task(job, 1, "failed")), tasks(2, task(job, 1, "queued")));
        yard.events(manager, tasks(3, task(job, 1, "running")));
        assertTrue(yard.changes.contains(new Change.Update(task(job, 1, "running"))));
    }

    @Test
    void writesNoRowThatAManagerOnTheSameStoreWrites() {
        ManagerEntry local = yard.join("local", Farmyard.OWN_STORE);
        JobEntry mine = yard.submit("b", 1, "local", "");
        yard.available(local, 1);
        yard.events(local, attempts(1, attempt(mine, 1, 1, "leased")), tasks(2, task(mine, 1, "running")));
        assertEquals(List.of(), yard.written(TaskRow.class));
        assertEquals(List.of(), yard.written(AttemptRow.class));
        assertEquals(1, mine.tasks().of(TaskStatus.RUNNING));
    }

    @Test
    void cancelsWithItsJobWhatHasNoRow() {
        yard.events(manager, tasks(1, task(job, 1, "completed")), jobs(2, ended(job, "cancelled", "")));
        assertEquals(1, job.tasks().of(TaskStatus.COMPLETED));
        assertEquals(2, job.tasks().of(TaskStatus.CANCELLED));
        assertEquals(TaskStatus.CANCELLED, job.live().orElseThrow().status(3));
    }

    @Test
    void endsAJobAsItsManagerSays() {
        yard.events(
                manager,
                tasks(1, task(job, 1, "completed"), task(job, 2, "completed"), task(job, 3, "failed")),
                jobs(2, ended(job, "failed", "Task 3 failed.")));
        assertEquals("failed", job.row().status());
        assertEquals("Task 3 failed.", job.row().reason());
        assertEquals(9_000, job.row().endedAtMillis());
        assertTrue(yard.state.jobs().active().isEmpty());
    }

    @Test
    void letsGoOfTheTasksOfAnEndedJobWhenItsManagerDoes() {
        yard.events(manager, jobs(1, ended(job, "failed", "")));
        assertTrue(job.live().isPresent());
        yard.available(manager, 2);
        assertTrue(job.live().isEmpty());
    }

    @Test
    void refusesAStatusThatItDoesNotKnowBeforeItChangesAnything() {
        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> yard.events(manager, tasks(1, task(job, 1, "running")), tasks(2, task(job, 1, "dreaming"))));
        assertEquals("Event 2 cannot be read: 'dreaming' is not a TaskStatus.", refused.getMessage());
        assertEquals(3, job.tasks().of(TaskStatus.QUEUED));
    }

    @Test
    void knowsWhatRunsOnAWorker() {
        yard.events(manager, tasks(1, task(job, 1, "running"), task(job, 2, "running")));
        assertEquals(
                List.of(job.id() + ".1", job.id() + ".2"), yard.state.workers().runs("worker-1"));
        yard.events(manager, tasks(2, task(job, 1, "completed")));
        assertEquals(List.of(job.id() + ".2"), yard.state.workers().runs("worker-1"));
    }

    private JobEntry leasedJob() {
        yard.available(manager, 2);
        return yard.submit("a", 3);
    }
}
