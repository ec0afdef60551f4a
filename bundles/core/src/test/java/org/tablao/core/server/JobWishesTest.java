package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.TaskRow;

class JobWishesTest {
    private final Farmyard yard = new Farmyard();
    private final ManagerEntry manager = yard.join("m1");

    @Test
    void leasesNoJobThatIsPausedUntilItIsToGoOn() {
        JobEntry job = yard.submit("a", 2);
        yard.turn(turn -> yard.state.jobWishes().pause(turn, job));
        assertEquals("paused", job.row().status());
        yard.available(manager, 2);
        assertTrue(yard.watcher.ordersOf("m1").isEmpty());
        yard.turn(turn -> yard.state.jobWishes().resume(turn, job, 2_000));
        assertEquals(job.id(), lastOrders().jobs().get(0).jobId());
    }

    @Test
    void wantsAJobPausedThatItsManagerHas() {
        JobEntry job = leased(2);
        yard.turn(turn -> yard.state.jobWishes().pause(turn, job));
        assertEquals(
                List.of("active", "pause"),
                List.of(job.row().status(), job.row().wanted()));
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        assertEquals("pause", lastOrders().wishes().get(0).wanted());
    }

    @Test
    void repeatsAWishForTasksUntilTheManagerHasTakenIt() {
        JobEntry job = leased(3);
        yard.turn(turn -> yard.state.jobWishes().wantOfTasks(turn, job, "pause", "1"));
        yard.turn(turn -> yard.state.jobWishes().wantOfTasks(turn, job, "cancel", "2-3"));
        assertEquals(List.of(new JobWishRow(job.id(), 3, "cancel", "2-3")), yard.written(JobWishRow.class));
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        Wish wish = lastOrders().wishes().get(0);
        assertEquals(List.of(new TaskWish(2, "pause", "1"), new TaskWish(3, "cancel", "2-3")), wish.tasks());
        yard.events(manager, jobs(1, told(job, "active", 2)));
        assertEquals(
                List.of(new TaskWish(3, "cancel", "2-3")), yard.state.wishes().ofJob(job.id()));
    }

    @Test
    void leasesAJobThatHasEndedAnewWhereTasksAreToBeginAnew() {
        JobEntry job = leased(2);
        yard.events(
                manager,
                frames(1, frame(job, 1, 1, "main", 1)),
                tasks(2, task(job, 1, "completed"), task(job, 2, "failed")),
                jobs(3, ended(job, "failed", "")));
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        yard.turn(turn -> yard.state.jobWishes().requeue(turn, job, "failed", Optional.empty(), 3_000));
        JobLease again = lastOrders().jobs().get(0);
        assertEquals(2, again.epoch());
        assertEquals(List.of(new TaskWish(2, "requeue", "failed")), again.wish().tasks());
        assertEquals("active", job.row().status());
        yard.events(manager, tasks(4, task(job, 2, "queued")), jobs(5, told(job, "queued", 2)));
        assertEquals(1, job.tasks().of(TaskStatus.COMPLETED));
        assertEquals(1, job.tasks().of(TaskStatus.QUEUED));
        assertEquals(1, job.frames().of(FrameStatus.PUBLISHED));
        assertEquals(1, job.frames().of(FrameStatus.EXPECTED));
    }

    @Test
    void expectsThePublishedFramesOfATaskThatBeginsAnew() {
        JobEntry job = leased(1);
        yard.events(
                manager,
                frames(1, frame(job, 1, 1, "main", 1)),
                tasks(2, task(job, 1, "completed")),
                tasks(3, task(job, 1, "queued")));
        assertEquals(1, job.frames().of(FrameStatus.EXPECTED));
    }

    @Test
    void leasesAnewWhatEndedBeforeItsManagerGotTheWish() {
        JobEntry job = leased(1);
        yard.turn(turn -> yard.state.jobWishes().requeue(turn, job, "all", Optional.empty(), 2_000));
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        yard.events(manager, tasks(1, task(job, 1, "completed")), jobs(2, ended(job, "completed", "")));
        assertEquals("queued", job.row().status());
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        assertEquals(List.of(new HeldJob(job.id(), 1, 1)), lastOrders().released());
        yard.available(manager, 2);
        assertEquals(2, lastOrders().jobs().get(0).epoch());
    }

    @Test
    void givesRowsToTheTasksThatStayCancelledWhenOthersBeginAnew() {
        JobEntry job = leased(3);
        yard.events(manager, jobs(1, ended(job, "cancelled", "")));
        yard.turn(turn -> yard.state.jobWishes().requeue(turn, job, "2", Optional.empty(), 2_000));
        assertEquals(
                List.of(1, 3),
                yard.written(TaskRow.class).stream().map(TaskRow::number).toList());
        assertEquals(2, job.tasks().of(TaskStatus.CANCELLED));
        assertEquals(1, job.tasks().of(TaskStatus.QUEUED));
    }

    @Test
    void wantsNothingButARequeueOfAJobThatHasEnded() {
        JobEntry job = leased(1);
        yard.events(manager, jobs(1, ended(job, "cancelled", "")));
        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> yard.turn(turn -> yard.state.jobWishes().pause(turn, job)));
        assertEquals(Refusal.CONFLICT, refused.refusal());
    }

    @Test
    void leasesTheJobOfGreaterPriorityFirst() {
        yard.submit("a", 1);
        JobEntry second = yard.submit("b", 1);
        yard.turn(turn -> yard.state.jobWishes().prioritize(turn, second, 90));
        yard.available(manager, 2);
        assertEquals(second.id(), lastOrders().jobs().get(0).jobId());
        assertEquals(90, lastOrders().jobs().get(0).wish().priority());
    }

    @Test
    void tellsWishesForTasksOfAPausedJobApart() {
        JobEntry job = leased(3);
        yard.turn(turn -> yard.state.jobWishes().pause(turn, job));
        yard.turn(turn -> yard.state.jobWishes().requeue(turn, job, "1", Optional.empty(), 1_000));
        yard.turn(turn -> yard.state.jobWishes().requeue(turn, job, "2", Optional.empty(), 1_000));
        assertEquals(List.of(new JobWishRow(job.id(), 4, "requeue", "2")), yard.written(JobWishRow.class));
        assertEquals("pause", job.row().wanted());
    }

    private JobEntry leased(int tasks) {
        yard.available(manager, 2);
        return yard.submit("a", tasks);
    }

    private static JobState told(JobEntry job, String status, long revision) {
        return new JobState(job.id(), job.row().epoch(), status, revision, "", 1_000, 0);
    }

    private ManagerOrders lastOrders() {
        List<ManagerOrders> orders = yard.watcher.ordersOf("m1");
        return orders.get(orders.size() - 1);
    }
}
