package org.tablao.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.Administration;
import org.tablao.nodeapi.farm.AttemptView;
import org.tablao.nodeapi.farm.BlockView;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FarmView;
import org.tablao.nodeapi.farm.FrameCounts;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.farm.JobQuery;
import org.tablao.nodeapi.farm.JobTypeView;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.farm.PolicyView;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.farm.ShotView;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.farm.TaskCounts;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.farm.WorkerChange;
import org.tablao.nodeapi.farm.WorkerView;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.FrameQuery;

/** A farm in memory: keeps what is submitted and remembers what it was asked. */
final class FakeFarm implements Farm {
    final Map<String, JobView> jobs = new LinkedHashMap<>();
    final Map<String, String> idsByKey = new LinkedHashMap<>();
    final List<Object> asked = new ArrayList<>();
    Optional<FrameView> lastFrame = Optional.empty();
    RuntimeException failure;
    volatile Caller lastCaller = Caller.ANONYMOUS;

    @Override
    public CompletionStage<JobView> submit(Caller caller, Submission submission, String idempotencyKey) {
        asked.add(submission);
        lastCaller = caller;
        String id = "JOB" + (jobs.size() + 1);
        if (!idempotencyKey.isEmpty()) {
            String before = idsByKey.putIfAbsent(idempotencyKey, id);
            if (before != null) {
                return job(before);
            }
        }
        jobs.put(id, job(id, "run", caller, submission));
        return later(jobs.get(id));
    }

    private static JobView job(String id, String wanted, Caller caller, Submission submission) {
        return new JobView(
                id,
                submission.name(),
                submission.type(),
                "P1",
                submission.project(),
                "S1",
                submission.shot(),
                submission.priority(),
                "queued",
                wanted,
                caller.name(),
                "2026-01-01T00:00:00Z",
                "",
                "",
                "",
                submission.manager(),
                "",
                0.25,
                new TaskCounts(1, 0, 1, 0, 0, 0, 0, 0),
                new FrameCounts(1, 1, 0, 0, 0, 0, 0),
                "",
                submission.settings(),
                submission.scheduling());
    }

    @Override
    public CompletionStage<JobView> cancel(Caller caller, String jobId) {
        asked.add("cancel " + jobId + " for " + caller.name());
        return job(jobId);
    }

    @Override
    public CompletionStage<JobView> change(Caller caller, String jobId, JobChange change) {
        asked.add(change);
        return job(jobId);
    }

    @Override
    public CompletionStage<JobView> requeue(Caller caller, String jobId, String tasks) {
        asked.add("requeue " + tasks + " of " + jobId);
        return job(jobId);
    }

    @Override
    public CompletionStage<TaskView> want(Caller caller, String taskId, String wanted) {
        asked.add(wanted + " " + taskId);
        return notThere("Task " + taskId);
    }

    @Override
    public CompletionStage<List<BlockView>> blocks(String jobId) {
        return later(List.of(new BlockView("render", "W1", "ann", 3, "It crashed.", "2026-01-01T00:00:00Z")));
    }

    @Override
    public CompletionStage<JobView> unblock(Caller caller, String jobId, String workerId) {
        asked.add("unblock " + workerId + " of " + jobId);
        return job(jobId);
    }

    @Override
    public CompletionStage<WorkerView> change(Caller caller, String workerId, WorkerChange change) {
        asked.add(change);
        return notThere("Worker " + workerId);
    }

    @Override
    public CompletionStage<Page<JobView>> jobs(JobQuery query) {
        asked.add(query);
        return later(new Page<>(List.copyOf(jobs.values()), "", jobs.size()));
    }

    @Override
    public CompletionStage<JobView> job(String jobId) {
        JobView job = jobs.get(jobId);
        return job == null ? notThere("Job " + jobId) : later(job);
    }

    @Override
    public CompletionStage<Page<TaskView>> tasks(String jobId, String cursor, int limit) {
        asked.add("tasks of " + jobId + " from " + cursor + " by " + limit);
        return later(new Page<>(List.of(), "", 0));
    }

    @Override
    public CompletionStage<TaskView> task(String taskId) {
        return notThere("Task " + taskId);
    }

    @Override
    public CompletionStage<List<AttemptView>> attempts(String taskId) {
        asked.add("attempts at " + taskId);
        return later(List.of());
    }

    @Override
    public CompletionStage<Why> why(String taskId) {
        Why.GateAnswer closed = new Why.GateAnswer(
                "slots", false, "Worker ann has 0 of 4 slots free.", "A task has to end there.", "w1", "ann");
        return later(new Why(taskId, "queued", closed.reason(), List.of(closed)));
    }

    @Override
    public CompletionStage<List<PolicyView>> policies() {
        PolicyState state = new PolicyState("priority", "", "fair-share", "", 2, 1, List.of());
        return later(List.of(new PolicyView("m1", "manager-1", "", state)));
    }

    @Override
    public CompletionStage<Page<FrameView>> frames(FrameQuery query) {
        asked.add(query);
        return later(new Page<>(List.of(), "", 0));
    }

    @Override
    public CompletionStage<FrameView> frame(String frameId) {
        return notThere("Frame " + frameId);
    }

    @Override
    public CompletionStage<Optional<FrameView>> lastFrame() {
        return later(lastFrame);
    }

    @Override
    public CompletionStage<List<WorkerView>> workers() {
        if (failure != null) {
            throw failure;
        }
        return later(List.of());
    }

    @Override
    public CompletionStage<List<ManagerView>> managers() {
        return later(List.of());
    }

    @Override
    public CompletionStage<List<ProjectView>> projects() {
        return later(List.of(new ProjectView("P1", "default", "2026-01-01T00:00:00Z", 1, 0, 100)));
    }

    @Override
    public CompletionStage<Page<ShotView>> shots(String project, String cursor, int limit) {
        return later(new Page<>(List.of(), "", 0));
    }

    @Override
    public CompletionStage<ShotView> shot(String shotId) {
        return shotId.equals("S1")
                ? later(new ShotView(
                        "S1", "P1", "default", "one", "2026-01-01T00:00:00Z", new FrameCounts(0, 0, 0, 0, 0, 0, 0), ""))
                : notThere("Shot " + shotId);
    }

    @Override
    public List<JobTypeView> jobTypes() {
        return List.of(new JobTypeView("blender-animation", "Blender animation", "1.0.0", List.of()));
    }

    @Override
    public CompletionStage<FarmView> farm() {
        return later(new FarmView("idle", 2, 0, 1, 0, 0, 0, 0, 48));
    }

    @Override
    public Administration administration() {
        return new FakeAdministration(asked);
    }

    private static <T> CompletionStage<T> later(T answer) {
        return CompletableFuture.supplyAsync(() -> answer);
    }

    private static <T> CompletionStage<T> notThere(String what) {
        return CompletableFuture.supplyAsync(() -> {
            throw new RefusedException(Refusal.NOT_FOUND, what + " does not exist.", "");
        });
    }
}
