package org.tablao.core.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.ProjectRow;

/** All that a server decides. Used by one thread; each change is collected in the turn that is given. */
public final class ServerState {
    private final JobBook jobs = new JobBook();
    private final ProjectBook projects = new ProjectBook();
    private final WorkerBook workers = new WorkerBook();
    private final ServerTerms terms;
    private final LimitBook limits = new LimitBook();
    private final BlockBook blocks = new BlockBook();
    private final WishBook wishes = new WishBook(workers);
    private final ManagerBook managers;
    private final FrameDesk frames;
    private final TakeBack takeBack;
    private final LimitSharing sharing;
    private final JobLeasing leasing;
    private final JobWishes jobWishes;
    private final WorkerWishes workerWishes;
    private final EventIntake intake;
    private final ServerWatcher watcher;

    public ServerState(ServerTerms terms, ServerWatcher watcher) {
        this.terms = terms;
        this.watcher = watcher;
        this.managers = new ManagerBook(watcher);
        this.frames = new FrameDesk(projects, watcher);
        this.sharing = new LimitSharing(limits, jobs, managers);
        this.takeBack = new TakeBack(jobs, workers, frames, watcher);
        this.leasing =
                new JobLeasing(new LeaseWriter(terms, projects, wishes, limits), jobs, managers, takeBack, watcher);
        this.jobWishes = new JobWishes(jobs, wishes, frames, leasing, watcher);
        this.workerWishes = new WorkerWishes(wishes, leasing, watcher);
        this.intake = new EventIntake(terms.storeId(), new Books(jobs, workers, blocks), frames, jobWishes, watcher);
    }

    /** Takes in what the store has; once, first of all. */
    public void load(Snapshot snapshot, long nowMillis, long nanos) {
        snapshot.projects().forEach(projects::load);
        snapshot.shots().forEach(projects::load);
        snapshot.managers().forEach(row -> managers.load(row, nanos));
        snapshot.workers().forEach(workers::put);
        snapshot.limits().forEach(limits::load);
        snapshot.limitShares().forEach(limits::load);
        snapshot.jobWishes().forEach(wishes::load);
        snapshot.workerWishes().forEach(wishes::load);
        snapshot.blocks().forEach(blocks::put);
        snapshot.lastFrame().ifPresent(frames::load);
        snapshot.jobs().forEach(this::load);
        // When all are known: some wait for others.
        jobs.active().stream().filter(job -> !job.isLeased()).forEach(job -> leasing.offer(job, nowMillis));
    }

    public JobBook jobs() {
        return jobs;
    }

    public ProjectBook projects() {
        return projects;
    }

    public WorkerBook workers() {
        return workers;
    }

    public BlockBook blocks() {
        return blocks;
    }

    /** What is wanted and was not taken yet. */
    public WishBook wishes() {
        return wishes;
    }

    /** Where users say what they want of jobs. */
    public JobWishes jobWishes() {
        return jobWishes;
    }

    /** Where they say what they want of workers. */
    public WorkerWishes workerWishes() {
        return workerWishes;
    }

    public ManagerBook managers() {
        return managers;
    }

    public LimitBook limits() {
        return limits;
    }

    /** What has to be so before a job goes to a manager. */
    public LeaseGates gates() {
        return leasing.gates();
    }

    public FrameDesk frames() {
        return frames;
    }

    /**
     * Adds a job with its plan and frames, and leases it if a manager waits. The same idempotency key gives the job that it
     * made the first time.
     *
     * @param ids of a new project or shot
     */
    public JobEntry submit(Turn turn, NewJob job, Supplier<String> ids, long nowMillis) {
        Optional<JobEntry> known = jobs.findByIdempotencyKey(job.idempotencyKey());
        if (known.isPresent()) {
            return known.get();
        }
        ProjectRow project = projects.ensureProject(turn, job.project(), ids, nowMillis);
        ShotEntry shot = projects.ensureShot(turn, project.id(), job.shot(), ids, nowMillis);
        turn.insert(new BlobRow(job.planSha256(), job.planBytes()));
        JobRow row = row(job, project.id(), shot.row().id(), nowMillis);
        turn.insert(row);
        LiveJob live = new LiveJob(job.plan(), List.of());
        JobEntry entry = new JobEntry(row, job.details(), live.count(), new Counts<>(FrameStatus.class), live);
        jobs.add(entry);
        frames.expect(turn, entry, job.plan().frames());
        watcher.job(turn, entry, true);
        leasing.offer(entry, nowMillis);
        leasing.match(turn, nowMillis);
        return entry;
    }

    /** Step 3 of the handshake. */
    public ManagerEntry join(Turn turn, String id, Identification who, String host, long nowMillis, long nanos) {
        return managers.join(turn, id, who, host, nowMillis, nanos);
    }

    /** Steps 5 and 6: the manager waits from now on; it may get its orders within this turn. */
    public void available(
            Turn turn, ManagerEntry manager, ManagerAvailability availability, long nowMillis, long nanos) {
        managers.heard(turn, manager, nowMillis, nanos);
        limits.told(turn, manager.id(), availability.known());
        leasing.available(turn, manager, availability, nowMillis);
    }

    /** A manager does not wait any more. */
    public void waitsNoMore(ManagerEntry manager) {
        manager.waits(false);
    }

    public void heartbeat(Turn turn, ManagerEntry manager, List<TaskProgress> progress, long nowMillis, long nanos) {
        managers.heard(turn, manager, nowMillis, nanos);
        for (TaskProgress told : progress) {
            jobs.find(told.jobId())
                    .filter(job -> job.row().managerId().equals(manager.id()))
                    .ifPresent(job -> progressed(turn, job, told));
        }
    }

    /** The last sequence of the manager's events that is applied once the turn is durable. */
    public long events(Turn turn, ManagerEntry manager, List<ManagerEvent> events, long nowMillis, long nanos) {
        managers.heard(turn, manager, nowMillis, nanos);
        long applied = intake.apply(turn, manager, events, nowMillis);
        leasing.tick(turn, nowMillis);
        return applied;
    }

    /** Time went on: leases end, and what waited for its time may start. */
    public void tick(Turn turn, long nowMillis, long nanos) {
        boolean taken = false;
        for (ManagerEntry manager : managers.expire(turn, terms, nanos)) {
            limits.forget(turn, manager.id());
            for (JobEntry job : takeBack.all(turn, manager, nowMillis)) {
                taken = true;
                if (job.row().wanted().equals("cancel")) {
                    jobWishes.end(turn, job, nowMillis);
                } else {
                    leasing.offer(job, nowMillis);
                }
            }
        }
        if (taken) {
            leasing.match(turn, nowMillis);
        }
        leasing.tick(turn, nowMillis);
        leasing.granted(turn, sharing.share(turn));
    }

    /** Makes a limit, or changes it. */
    public LimitRow putLimit(Turn turn, String name, String scope, long amount, String description) {
        LimitRow row = limits.put(turn, name, scope, amount, description);
        leasing.granted(turn, sharing.share(turn));
        return row;
    }

    /** Takes a limit away. */
    public void removeLimit(Turn turn, String name) {
        limits.remove(turn, name);
    }

    /** Another share for a project: the managers of its jobs are told by a wish. */
    public ProjectRow changeProject(Turn turn, ProjectRow project, double guaranteed, double burst) {
        ProjectRow row = new ProjectRow(project.id(), project.name(), project.createdAtMillis(), guaranteed, burst);
        projects.load(row);
        turn.update(row);
        for (JobEntry job : jobs.active()) {
            if (job.row().projectId().equals(row.id())) {
                job.want(job.row().wanted());
                turn.update(job.row());
                leasing.wishChanged(turn, job);
            }
        }
        return row;
    }

    /** A manager will not come back as it was: its jobs go to others when its workers have stopped. */
    public void declareDead(Turn turn, ManagerEntry manager, long nanos) {
        managers.declareDead(turn, manager, nanos);
    }

    public void leave(Turn turn, ManagerEntry manager) {
        manager.waits(false);
        managers.change(turn, manager, ManagerStatus.OFFLINE);
    }

    private void progressed(Turn turn, JobEntry job, TaskProgress told) {
        if (job.live().filter(live -> live.progressed(told)).isPresent()) {
            watcher.progress(turn, job, told.taskNumber());
            watcher.job(turn, job, false);
        }
    }

    private void load(Snapshot.LoadedJob loaded) {
        JobEntry job = new JobEntry(
                loaded.row(),
                loaded.details(),
                loaded.tasks(),
                loaded.frames(),
                loaded.live().orElse(null));
        jobs.add(job);
        projects.shot(loaded.row().shotId()).ifPresent(shot -> shot.frames().addAll(loaded.frames()));
        loaded.live().ifPresent(live -> {
            for (int number = 1; number <= live.size(); number++) {
                workers.moved(live.task(number), live.task(number));
            }
            live.frames().all().stream()
                    .filter(frame -> JobFrames.statusOf(frame) == FrameStatus.PUBLISHED)
                    .forEach(frame -> {
                        job.saw(frame);
                        projects.shot(frame.shotId()).ifPresent(shot -> shot.saw(frame));
                    });
        });
    }

    private static JobRow row(NewJob job, String projectId, String shotId, long nowMillis) {
        return new JobRow(
                job.id(),
                projectId,
                shotId,
                job.name(),
                job.type(),
                job.priority(),
                JobStatus.QUEUED.wireName(),
                "run",
                1,
                job.submittedBy(),
                nowMillis,
                0,
                0,
                job.document(),
                job.planSha256(),
                job.plan().tasks().size(),
                "",
                0,
                job.idempotencyKey(),
                "");
    }
}
