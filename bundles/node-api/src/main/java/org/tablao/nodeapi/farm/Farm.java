package org.tablao.nodeapi.farm;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.store.FrameQuery;

/**
 * The farm as front ends see it. Never blocks; a stage completes when what it answers is durable, or with a {@link
 * org.tablao.nodeapi.node.RefusedException}. The caller was authorized before.
 */
@ProviderType
public interface Farm {
    /**
     * Adds a job and its tasks.
     *
     * @param idempotencyKey the same key gives the same job; empty for none
     */
    CompletionStage<JobView> submit(Caller caller, Submission submission, String idempotencyKey);

    /** Wants the job cancelled; no change where it has ended. */
    CompletionStage<JobView> cancel(Caller caller, String jobId);

    /** Wants something else of a job; CONFLICT where it has ended. Its manager makes it so, at once or when it is back. */
    CompletionStage<JobView> change(Caller caller, String jobId, JobChange change);

    /**
     * Has tasks of a job begun anew, whether it has ended or not.
     *
     * @param tasks {@code all}, {@code failed} or numbers such as {@code 1-5,9}
     */
    CompletionStage<JobView> requeue(Caller caller, String jobId, String tasks);

    /** @param wanted {@code run}, {@code pause}, {@code cancel} or {@code requeue} */
    CompletionStage<TaskView> want(Caller caller, String taskId, String wanted);

    /** Workers that get no more of a command for a job. */
    CompletionStage<List<BlockView>> blocks(String jobId);

    /** Lets a worker have all of a job again. */
    CompletionStage<JobView> unblock(Caller caller, String jobId, String workerId);

    /** Wants something else of a worker. */
    CompletionStage<WorkerView> change(Caller caller, String workerId, WorkerChange change);

    CompletionStage<Page<JobView>> jobs(JobQuery query);

    CompletionStage<JobView> job(String jobId);

    /** @param cursor from {@link Page#next()}, or empty */
    CompletionStage<Page<TaskView>> tasks(String jobId, String cursor, int limit);

    CompletionStage<TaskView> task(String taskId);

    CompletionStage<List<AttemptView>> attempts(String taskId);

    /** Why a task does not run, gate by gate; the job's manager is asked where it has one. */
    CompletionStage<Why> why(String taskId);

    /** By which policy each manager gives tasks away. */
    CompletionStage<List<PolicyView>> policies();

    /** {@link FrameQuery#offset()} is in the cursor. */
    CompletionStage<Page<FrameView>> frames(FrameQuery query);

    CompletionStage<FrameView> frame(String frameId);

    /** The newest published frame that has a thumbnail. */
    CompletionStage<Optional<FrameView>> lastFrame();

    CompletionStage<List<WorkerView>> workers();

    CompletionStage<List<ManagerView>> managers();

    CompletionStage<List<ProjectView>> projects();

    CompletionStage<Page<ShotView>> shots(String project, String cursor, int limit);

    CompletionStage<ShotView> shot(String shotId);

    List<JobTypeView> jobTypes();

    CompletionStage<FarmView> farm();

    /** What only administrators change. */
    Administration administration();
}
