package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.Administration;
import org.tablao.nodeapi.farm.AttemptView;
import org.tablao.nodeapi.farm.BlockView;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FarmView;
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
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.farm.WorkerChange;
import org.tablao.nodeapi.farm.WorkerView;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.store.FrameQuery;

/** The farm's front desk: passes each question to the desk that answers it. */
@Component
public final class FarmDesk implements Farm {
    private static final Logger LOG = LoggerFactory.getLogger(FarmDesk.class);

    private final ServerRoom room;
    private final JobTypeCatalog types;
    private final SubmissionDesk submissions;
    private final JobDesk jobs;
    private final WishDesk wishes;
    private final WhyDesk reasons;
    private final ShotDesk shots;
    private final AdministrationDesk administration;

    @Activate
    public FarmDesk(
            @Reference ServerRoom room,
            @Reference JobTypeCatalog types,
            @Reference ManagerLine managers,
            @Reference Doorkeeper doorkeeper) {
        this.room = room;
        this.types = types;
        this.submissions = new SubmissionDesk(room, types);
        this.jobs = new JobDesk(room);
        this.wishes = new WishDesk(room, jobs);
        this.reasons = new WhyDesk(room, jobs, managers);
        this.shots = new ShotDesk(room);
        this.administration = new AdministrationDesk(room, doorkeeper::close);
    }

    @Deactivate
    public void close() {
        submissions.close();
    }

    @Override
    public CompletionStage<JobView> submit(Caller caller, Submission submission, String idempotencyKey) {
        return Answers.of(() -> submissions.submit(caller, submission, idempotencyKey));
    }

    @Override
    public CompletionStage<JobView> cancel(Caller caller, String jobId) {
        LOG.info("{} cancels job {}", caller.name(), jobId);
        return Answers.of(() -> jobs.cancel(caller, jobId));
    }

    @Override
    public CompletionStage<JobView> change(Caller caller, String jobId, JobChange change) {
        LOG.info("{} wants of job {}: {}", caller.name(), jobId, change);
        return Answers.of(() -> wishes.change(caller, jobId, change));
    }

    @Override
    public CompletionStage<JobView> requeue(Caller caller, String jobId, String tasks) {
        LOG.info("{} has tasks {} of job {} begun anew", caller.name(), tasks, jobId);
        return Answers.of(() -> wishes.requeue(caller, jobId, tasks));
    }

    @Override
    public CompletionStage<TaskView> want(Caller caller, String taskId, String wanted) {
        LOG.info("{} wants of task {}: {}", caller.name(), taskId, wanted);
        return Answers.of(() -> wishes.want(caller, taskId, wanted));
    }

    @Override
    public CompletionStage<List<BlockView>> blocks(String jobId) {
        return Answers.of(() -> wishes.blocks(jobId));
    }

    @Override
    public CompletionStage<JobView> unblock(Caller caller, String jobId, String workerId) {
        LOG.info("{} lets worker {} have all of job {} again", caller.name(), workerId, jobId);
        return Answers.of(() -> wishes.unblock(caller, jobId, workerId));
    }

    @Override
    public CompletionStage<WorkerView> change(Caller caller, String workerId, WorkerChange change) {
        LOG.info("{} wants of worker {}: {}", caller.name(), workerId, change);
        return Answers.of(() -> wishes.change(caller, workerId, change));
    }

    @Override
    public CompletionStage<Page<JobView>> jobs(JobQuery query) {
        return Answers.of(() -> jobs.jobs(query));
    }

    @Override
    public CompletionStage<JobView> job(String jobId) {
        return Answers.of(() -> jobs.job(jobId));
    }

    @Override
    public CompletionStage<Page<TaskView>> tasks(String jobId, String cursor, int limit) {
        return Answers.of(() -> jobs.tasks(jobId, cursor, limit));
    }

    @Override
    public CompletionStage<TaskView> task(String taskId) {
        return Answers.of(() -> jobs.task(taskId));
    }

    @Override
    public CompletionStage<List<AttemptView>> attempts(String taskId) {
        return Answers.of(() -> jobs.attempts(taskId));
    }

    @Override
    public CompletionStage<Why> why(String taskId) {
        return Answers.of(() -> reasons.why(taskId));
    }

    @Override
    public CompletionStage<List<PolicyView>> policies() {
        return Answers.of(reasons::policies);
    }

    @Override
    public CompletionStage<Page<FrameView>> frames(FrameQuery query) {
        return Answers.of(() -> shots.frames(query));
    }

    @Override
    public CompletionStage<FrameView> frame(String frameId) {
        return Answers.of(() -> shots.frame(frameId));
    }

    @Override
    public CompletionStage<Optional<FrameView>> lastFrame() {
        return Answers.of(shots::lastFrame);
    }

    @Override
    public CompletionStage<List<WorkerView>> workers() {
        return room.call((state, turn) ->
                state.workers().all().stream().map(new FarmViews(state)::worker).toList());
    }

    @Override
    public CompletionStage<List<ManagerView>> managers() {
        return room.call((state, turn) -> state.managers().all().stream()
                .map(new FarmViews(state)::manager)
                .toList());
    }

    @Override
    public CompletionStage<List<ProjectView>> projects() {
        return Answers.of(shots::projects);
    }

    @Override
    public CompletionStage<Page<ShotView>> shots(String project, String cursor, int limit) {
        return Answers.of(() -> shots.shots(project, cursor, limit));
    }

    @Override
    public CompletionStage<ShotView> shot(String shotId) {
        return Answers.of(() -> shots.shot(shotId));
    }

    @Override
    public List<JobTypeView> jobTypes() {
        List<JobTypeView> views = new ArrayList<>();
        for (JobTypeCatalog.Offer offer : types.all()) {
            try {
                views.add(JobTypeViews.of(offer));
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("job type {} of bundle {} does not tell its settings", offer.name(), offer.bundleId(), e);
            }
        }
        return views;
    }

    @Override
    public CompletionStage<FarmView> farm() {
        return room.call((state, turn) -> new FarmViews(state).farm());
    }

    @Override
    public Administration administration() {
        return administration;
    }
}
