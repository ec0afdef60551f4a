package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/**
 * One message or tick at one moment, or several that become durable together: collects what they changed, each row once however
 * often it changed.
 */
public final class Step {
    private Turn turn;
    private long nowNanos;
    private long nowMillis;
    private final Set<JobRun> jobs = new LinkedHashSet<>();
    private final Set<TaskRun> tasks = new LinkedHashSet<>();
    private final Set<Attempt> attempts = new LinkedHashSet<>();
    private final Set<WorkerRun> workers = new LinkedHashSet<>();
    private final Set<WorkerRun> touched = new LinkedHashSet<>();
    private final Map<List<String>, BlockChange> blocks = new LinkedHashMap<>();
    private final List<PublishedFrame> frames = new ArrayList<>();
    private final List<Effects.Delivery> deliveries = new ArrayList<>();
    private final List<Effects.Settlement> settlements = new ArrayList<>();
    private boolean anew;

    public Step(Turn turn, long nowNanos, long nowMillis) {
        this.turn = turn;
        this.nowNanos = nowNanos;
        this.nowMillis = nowMillis;
    }

    /** The next message of this step, at its own time; rows are written into the last one's turn. */
    public void continues(Turn next, long nanos, long millis) {
        turn = next;
        nowNanos = nanos;
        nowMillis = millis;
    }

    /** For rows that belong to the same change, such as a job's plan. */
    public Turn turn() {
        return turn;
    }

    long nanos() {
        return nowNanos;
    }

    long millis() {
        return nowMillis;
    }

    void changed(JobRun job) {
        jobs.add(job);
    }

    /** Whether the job changed in this step, which no event tells yet. */
    boolean changes(JobRun job) {
        return jobs.contains(job);
    }

    /** The job's tasks as they are now get their rows at once, and no event tells of them: it is leased under another epoch. */
    void settleTasks(JobRun job) {
        List<TaskRun> changed = tasks.stream().filter(task -> task.job == job).toList();
        for (TaskRun task : changed) {
            tasks.remove(task);
            put(task.row(), task.stored);
            job.stored(task);
        }
    }

    void changed(TaskRun task) {
        tasks.add(task);
    }

    void changed(Attempt attempt) {
        attempts.add(attempt);
    }

    void changed(WorkerRun worker) {
        workers.add(worker);
    }

    /** @param stored whether the store has a row of its key */
    void changed(BlockRow block, boolean stored) {
        List<String> key = List.of(block.jobId(), block.command(), block.workerId());
        blocks.merge(key, new BlockChange(block, stored), (first, later) -> new BlockChange(later.row, first.stored));
    }

    private record BlockChange(BlockRow row, boolean stored) {}

    /** The worker has more or less to do than before: its status may have to follow. */
    void touched(WorkerRun worker) {
        touched.add(worker);
    }

    /** A row that no event tells of. */
    void keep(Row row, boolean stored) {
        put(row, stored);
    }

    /** The job is the server's alone again. */
    void forget(JobRun job) {
        jobs.remove(job);
        turn.delete(rowOf(job, ""));
    }

    /** Its event is the first of those that count. */
    void beginsAnew() {
        anew = true;
    }

    void published(Attempt attempt) {
        for (ReportedFile file : attempt.files) {
            if (file.frame()) {
                frames.add(new PublishedFrame(
                        attempt.job.id(),
                        attempt.job.epoch(),
                        attempt.task,
                        attempt.number,
                        attempt.workerId,
                        attempt.endedAtMillis,
                        file));
            }
        }
    }

    void deliver(String workerId, List<TaskLease> leases) {
        deliveries.add(new Effects.Delivery(workerId, leases));
    }

    void settle(Attempt attempt, long nanosLeft) {
        settlements.add(new Effects.Settlement(attempt.leaseId, attempt.files, nowNanos + nanosLeft));
    }

    /** Writes what changed, and the events that tell it: one, unless it is too much for one. */
    Effects write(Outbox outbox, RowCodec codec) {
        for (WorkerRun worker : touched) {
            if (worker.settle()) {
                workers.add(worker);
            }
        }
        List<ManagerEvent> events = List.of();
        if (!jobs.isEmpty()
                || !tasks.isEmpty()
                || !attempts.isEmpty()
                || !workers.isEmpty()
                || !blocks.isEmpty()
                || anew) {
            events = EventParts.of(writeRows(codec), outbox::nextSequence);
            events.forEach(told -> turn.insert(new OutboxRow(told.sequence(), codec.event(told))));
            jobs.forEach(job -> job.finalSequence = job.status.ended() ? outbox.last() : 0);
        }
        return new Effects(events, List.copyOf(deliveries), List.copyOf(settlements));
    }

    /** What is told of it, without a number yet. */
    private ManagerEvent writeRows(RowCodec codec) {
        List<WorkerRow> workerRows = new ArrayList<>();
        for (WorkerRun worker : workers) {
            worker.seenAtMillis = nowMillis;
            workerRows.add(put(worker.row(), worker.stored));
            worker.stored = true;
        }
        List<JobState> states = new ArrayList<>();
        for (JobRun job : jobs) {
            put(rowOf(job, codec.lease(job.lease)), job.stored);
            job.stored = true;
            states.add(stateOf(job));
        }
        List<TaskRow> taskRows = new ArrayList<>();
        for (TaskRun task : tasks) {
            TaskRow row = task.row();
            taskRows.add(row);
            if (task.needsRow()) {
                put(row, task.stored);
                task.job.stored(task);
            }
        }
        List<AttemptRow> attemptRows = new ArrayList<>();
        for (Attempt attempt : attempts) {
            attemptRows.add(put(attempt.row(), attempt.stored));
            attempt.stored = true;
        }
        List<BlockRow> blockRows = new ArrayList<>();
        for (BlockChange block : blocks.values()) {
            if (!block.stored) {
                // An earlier lease of the job may have left one.
                turn.delete(block.row);
            }
            blockRows.add(put(block.row, block.stored));
        }
        return new ManagerEvent(
                0, nowMillis, states, taskRows, attemptRows, workerRows, List.copyOf(frames), blockRows, anew);
    }

    private <R extends Row> R put(R row, boolean stored) {
        if (stored) {
            turn.update(row);
        } else {
            turn.insert(row);
        }
        return row;
    }

    private static JobState stateOf(JobRun job) {
        return new JobState(
                job.id(),
                job.epoch(),
                job.status.wireName(),
                job.wishRevision,
                job.reason,
                job.startedAtMillis,
                job.endedAtMillis);
    }

    private static LeasedJobRow rowOf(JobRun job, String lease) {
        return new LeasedJobRow(
                job.id(),
                job.epoch(),
                lease,
                job.lease.planSha256(),
                job.status.wireName(),
                job.wanted.wireName(),
                job.wishRevision,
                job.priority,
                job.reason,
                job.startedAtMillis,
                job.endedAtMillis);
    }
}
