package org.tablao.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tablao.core.ids.AttemptId;
import org.tablao.core.server.JobEntry;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Looks at a farm as the promises say that it must be: at each file that is placed, and at everything when it is at rest. */
final class Auditor implements SharedFiles.Watcher {
    private final Farm farm;

    Auditor(Farm farm) {
        this.farm = farm;
    }

    static boolean hasEnded(JobRow job) {
        return Status.ofWireName(JobStatus.class, job.status()).ended();
    }

    static boolean hasEnded(AttemptRow attempt) {
        return Status.ofWireName(AttemptStatus.class, attempt.status()).ended();
    }

    private static boolean wasAccepted(AttemptRow attempt) {
        return attempt.status().equals("accepted") || attempt.status().equals("published");
    }

    /** P4: only what was accepted gets a final name. */
    @Override
    public void placed(String who, String target, SharedFiles.Content content) {
        AttemptId id = AttemptId.parse(content.attempt());
        boolean accepted = farm.managers.stream()
                .flatMap(manager ->
                        manager.store.find(AttemptRow.class, RowKeys.of(id.jobId(), id.task(), id.number())).stream())
                .anyMatch(Auditor::wasAccepted);
        must(accepted, "P4", () -> who + " places " + target + " of attempt " + id + ", which is not accepted");
    }

    void audit() {
        farm.user.acknowledged().forEach(this::submitted);
        List<JobRow> jobs = farm.server.store.all(JobRow.class);
        Set<String> keys = new HashSet<>();
        for (JobRow job : jobs) {
            must(keys.add(job.idempotencyKey()), "P1", () -> "two jobs of key " + job.idempotencyKey());
            job(job);
        }
        for (SimulatedManager manager : farm.managers) {
            stream(manager);
            replica(manager);
        }
        published(farm.server.store.all(FrameRow.class));
    }

    private void submitted(String key, String id) {
        Optional<JobRow> job = farm.server.store.find(JobRow.class, id);
        must(job.isPresent(), "P1", () -> "job " + id + " of key " + key + " was acknowledged and is not there");
    }

    private void job(JobRow job) {
        JobPlan plan = farm.server.plan(job);
        must(farm.server.store.find(ShotRow.class, job.shotId()).isPresent(), "I4", () -> "no shot for " + job);
        Map<Integer, TaskRow> tasks = new HashMap<>();
        for (TaskRow task : farm.server.store.below(TaskRow.class, job.id() + ".")) {
            must(task.number() <= plan.tasks().size(), "I4", () -> "not in its plan: " + task);
            tasks.put(task.number(), task);
        }
        Map<String, Integer> statuses = new TreeMap<>();
        for (int number = 1; number <= plan.tasks().size(); number++) {
            TaskRow task = tasks.get(number);
            // A task without a row was cancelled with its job.
            String status = task == null ? "cancelled" : task.status();
            boolean ended = Status.ofWireName(TaskStatus.class, status).ended();
            must(ended, "I1", () -> "has not ended: " + task + " of " + job);
            statuses.merge(status, 1, Integer::sum);
            if (task != null) {
                attempts(task, status.equals("completed"));
            }
        }
        boolean whole = statuses.getOrDefault("failed", 0) == 0 && statuses.containsKey("completed");
        must(whole || !job.status().equals("completed"), "I1", () -> statuses + " are the tasks of " + job);
        frames(job, plan);
        counters(job, tasks.values());
    }

    private void attempts(TaskRow task, boolean done) {
        List<AttemptRow> attempts =
                farm.server.store.below(AttemptRow.class, RowKeys.of(task.jobId(), task.number()) + ".");
        long accepted = attempts.stream().filter(Auditor::wasAccepted).count();
        // What was completed, begun anew and completed again was accepted more than once, but for the last time now.
        boolean anew = farm.user.wantedSomethingOf(task.jobId());
        must(
                anew || accepted <= (done ? 1 : 0),
                "I3",
                () -> accepted + " accepted attempts at " + task + ": " + attempts);
        must(
                !done
                        || attempts.stream()
                                .anyMatch(attempt -> attempt.number() == task.attempt() && wasAccepted(attempt)),
                "I3",
                () -> accepted + " accepted attempts at " + task + ": " + attempts);
        for (AttemptRow attempt : attempts) {
            must(hasEnded(attempt), "I1", () -> "has not ended: " + attempt);
            must(attempt.number() <= task.attempt(), "I4", () -> "newer than its task: " + attempt + " " + task);
            must(
                    farm.server.store.find(WorkerRow.class, attempt.workerId()).isPresent(),
                    "I4",
                    () -> "no worker for " + attempt);
        }
    }

    private void frames(JobRow job, JobPlan plan) {
        List<FrameRow> frames = farm.server.store.below(FrameRow.class, job.id() + ".");
        Set<String> unique = new HashSet<>();
        for (FrameRow frame : frames) {
            must(unique.add(frame.layer() + frame.number()), "I2", () -> "twice: " + frame);
        }
        must(frames.size() == plan.frames().size(), "I2", () -> frames.size() + " frames of " + job);
        for (FrameRow frame : frames) {
            String task = farm.server
                    .store
                    .find(TaskRow.class, RowKeys.of(job.id(), frame.taskNumber()))
                    .map(TaskRow::status)
                    .orElse("");
            boolean is = frame.status().equals(FrameStatus.PUBLISHED.wireName());
            boolean may = is && farm.user.wantedSomethingOf(job.id());
            must(may || is == task.equals("completed"), "I5", () -> "its task is " + task + ": " + frame);
        }
    }

    /** I8, against the server's memory. */
    private void counters(JobRow job, Collection<TaskRow> tasks) {
        JobEntry entry = farm.server.state().jobs().find(job.id()).orElseThrow();
        must(entry.row().equals(job), "I8", () -> "in memory " + entry.row() + " stored " + job);
        for (TaskStatus status : TaskStatus.values()) {
            long unbegun = status == TaskStatus.CANCELLED ? job.taskCount() - tasks.size() : 0;
            long rows = unbegun
                    + tasks.stream()
                            .filter(task -> task.status().equals(status.wireName()))
                            .count();
            long counted = entry.tasks().of(status);
            must(rows == counted, "I8", () -> counted + " counted, but " + rows + " " + status + " in " + job);
        }
        List<FrameRow> frames = farm.server.store.below(FrameRow.class, job.id() + ".");
        for (FrameStatus status : FrameStatus.values()) {
            long rows = frames.stream()
                    .filter(frame -> frame.status().equals(status.wireName()))
                    .count();
            long counted = entry.frames().of(status);
            must(rows == counted, "I8", () -> counted + " frames counted, but " + rows + " " + status + " in " + job);
        }
    }

    /** I9: what the manager told last is what the server applied last. */
    private void stream(SimulatedManager manager) {
        long last = lastTold(manager);
        long applied = lastApplied(manager);
        must(applied == last, "I9", () -> manager.name + " told up to " + last + ", applied up to " + applied);
    }

    long lastTold(SimulatedManager manager) {
        List<OutboxRow> outbox = manager.store.all(OutboxRow.class);
        return outbox.isEmpty() ? 0 : outbox.get(outbox.size() - 1).sequence();
    }

    long lastApplied(SimulatedManager manager) {
        return farm.server.store.all(ManagerRow.class).stream()
                .filter(row -> row.name().equals(manager.name))
                .mapToLong(ManagerRow::eventSequence)
                .findFirst()
                .orElse(-1);
    }

    /** What a manager wrote of jobs that are its own, and what the server has of it, are the same. */
    private void replica(SimulatedManager manager) {
        for (JobRow job : farm.server.store.all(JobRow.class)) {
            if (job.managerId().equals("id-of-" + manager.name)) {
                for (TaskRow own : manager.store.below(TaskRow.class, job.id() + ".")) {
                    tasksAre(manager, own);
                }
                for (AttemptRow own : manager.store.below(AttemptRow.class, job.id() + ".")) {
                    attemptsAre(manager, job, own);
                }
            }
        }
    }

    /** The epoch is that of the manager's lease, also where it took over what came of the task before. */
    private void tasksAre(SimulatedManager manager, TaskRow own) {
        Optional<TaskRow> copy = farm.server.store.find(TaskRow.class, RowKeys.of(own.jobId(), own.number()));
        boolean same = copy.filter(row -> row.status().equals(own.status()) && row.attempt() == own.attempt())
                .isPresent();
        must(same, "replica", () -> manager.name + " has " + own + ", the server " + copy);
    }

    private void attemptsAre(SimulatedManager manager, JobRow job, AttemptRow own) {
        Optional<AttemptRow> copy =
                farm.server.store.find(AttemptRow.class, RowKeys.of(own.jobId(), own.taskNumber(), own.number()));
        boolean same = own.epoch() < job.epoch() || copy.equals(Optional.of(own));
        must(same, "replica", () -> manager.name + " has " + own + ", the server " + copy);
    }

    /** I5: what is under a final name is what its row says, and the other way round. */
    private void published(List<FrameRow> frames) {
        Map<String, FrameRow> byPath = new HashMap<>();
        for (FrameRow frame : frames) {
            if (frame.status().equals(FrameStatus.PUBLISHED.wireName())) {
                byPath.put(frame.path(), frame);
                Optional<SharedFiles.Content> content = farm.files.read(frame.path());
                String attempt = new AttemptId(frame.jobId(), frame.taskNumber(), frame.attempt()).toString();
                // A clone may be at the same attempt as the host that it was copied from.
                boolean cloned = farm.setup.has(Fault.WORKER_CLONED);
                must(
                        content.filter(is -> is.attempt().equals(attempt)
                                        && (cloned || is.sha256().equals(frame.sha256())))
                                .isPresent(),
                        "I5",
                        () -> "the file of " + frame + " is " + content);
            }
        }
        farm.files.all().forEach((path, content) -> {
            boolean hidden = path.contains("/.tablao/");
            must(
                    hidden || byPath.containsKey(path) || mayBeLeft(content),
                    "I5",
                    () -> "no row for " + path + " " + content);
        });
    }

    /**
     * What a manager published and could not tell before its lease ended has a file, and no row until it is made anew; as what was
     * begun anew, and cancelled then.
     */
    private boolean mayBeLeft(SharedFiles.Content content) {
        String id = AttemptId.parse(content.attempt()).jobId();
        boolean takenBack = farm.server
                .store
                .find(JobRow.class, id)
                .filter(job ->
                        job.epoch() > 1 || (job.epoch() == 1 && job.managerId().isEmpty()))
                .isPresent();
        return takenBack || farm.user.wantedSomethingOf(id);
    }

    private static void must(boolean holds, String rule, Supplier<String> otherwise) {
        BrokenPromise.unless(holds, rule, otherwise);
    }
}
