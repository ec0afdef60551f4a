package org.tablao.core.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.pluginapi.schema.FrameRange;

/** Keeps the frames table: rows are made with the job, and follow what managers tell of tasks and files. */
public final class FrameDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FrameDesk.class);

    private final ProjectBook projects;
    private final ServerWatcher watcher;
    private FrameRow last;

    FrameDesk(ProjectBook projects, ServerWatcher watcher) {
        this.projects = projects;
        this.watcher = watcher;
    }

    /** The newest published frame that has a thumbnail. */
    public Optional<FrameRow> last() {
        return Optional.ofNullable(last);
    }

    /** A frame got its thumbnail, or will get none; nothing is changed where the frame is another by now. */
    public boolean thumbnail(Turn turn, JobEntry job, FrameRow done) {
        Optional<FrameRow> current =
                job.live().isPresent() ? job.live().get().frames().find(done.ordinal()) : Optional.of(done);
        boolean same = current.filter(
                        row -> row.attempt() == done.attempt() && row.path().equals(done.path()))
                .isPresent();
        if (same) {
            job.live().ifPresent(live -> live.frames().replace(done));
            turn.update(done);
            if (done.thumbnail().equals("made")) {
                saw(job, done);
                load(done);
            }
            watcher.frame(turn, done);
        }
        return same;
    }

    /** Takes in a frame of the store that has a thumbnail. */
    void load(FrameRow frame) {
        if (last == null || frame.renderedAtMillis() >= last.renderedAtMillis()) {
            last = frame;
        }
    }

    void expect(Turn turn, JobEntry job, List<PlannedFrame> frames) {
        for (PlannedFrame frame : frames) {
            add(turn, job, frame);
        }
    }

    void published(Turn turn, JobEntry job, PublishedFrame frame) {
        if (job.live().isEmpty()) {
            LOG.warn(
                    "frame {} of layer {} of job {} came after the job was closed: {}",
                    frame.file().number(),
                    frame.file().layer(),
                    job.id(),
                    frame.file().targetPath());
            return;
        }
        String layer = FrameRows.kept(frame.file().layer());
        int number = frame.file().number();
        JobFrames frames = job.live().get().frames();
        FrameRow before = frames.find(layer, number)
                .orElseGet(() -> add(turn, job, new PlannedFrame(frame.taskNumber(), layer, number)));
        FrameRow after = FrameRows.published(before, frame);
        if (before.attempt() == after.attempt() && before.path().equals(after.path())) {
            return;
        }
        replace(turn, job, before, after);
        saw(job, after);
    }

    /**
     * A task is begun anew: what it published stands until it is replaced, and is expected once more.
     *
     * @param left frames that are not rendered again
     */
    void expectAgain(Turn turn, JobEntry job, int task, String left) {
        Set<Integer> kept =
                left.isEmpty() ? Set.of() : Set.copyOf(FrameRange.parse(left).frames());
        job.live().orElseThrow().frames().ofTask(task).stream()
                .filter(row -> JobFrames.statusOf(row) == FrameStatus.PUBLISHED && !kept.contains(row.number()))
                .forEach(row -> replace(
                        turn,
                        job,
                        row,
                        FrameRows.withStatus(row, Transitions.move(FrameStatus.PUBLISHED, FrameStatus.EXPECTED))));
    }

    /** The frames of a task follow it; what is published stays so. */
    void follow(Turn turn, JobEntry job, int task, TaskStatus status) {
        FrameStatus next =
                switch (status) {
                    case WAITING, QUEUED, PAUSED -> FrameStatus.EXPECTED;
                    case RUNNING -> FrameStatus.RENDERING;
                        // A completed task that did not bring a frame is not going to.
                    case COMPLETED, FAILED -> FrameStatus.FAILED;
                    case CANCELLED -> FrameStatus.SKIPPED;
                };
        JobFrames frames = job.live().orElseThrow().frames();
        frames.ofTask(task).forEach(row -> move(turn, job, row, next));
    }

    /** Nothing more will come of a job. */
    void close(Turn turn, JobEntry job, FrameStatus rest) {
        job.live().ifPresent(live -> live.frames().all().stream()
                .filter(row -> isOpen(JobFrames.statusOf(row)))
                .forEach(row -> move(turn, job, row, rest)));
    }

    private static boolean isOpen(FrameStatus status) {
        return status == FrameStatus.EXPECTED || status == FrameStatus.RENDERING;
    }

    private void move(Turn turn, JobEntry job, FrameRow row, FrameStatus next) {
        FrameStatus status = JobFrames.statusOf(row);
        if (status != FrameStatus.PUBLISHED && Transitions.allows(status, next)) {
            replace(turn, job, row, FrameRows.withStatus(row, Transitions.move(status, next)));
        }
    }

    private FrameRow add(Turn turn, JobEntry job, PlannedFrame frame) {
        JobFrames frames = job.live().orElseThrow().frames();
        FrameRow row = FrameRows.expected(job.row(), frames.nextOrdinal(), frame);
        frames.add(row);
        job.frames().add(FrameStatus.EXPECTED, 1);
        projects.shot(row.shotId()).ifPresent(shot -> shot.frames().add(FrameStatus.EXPECTED, 1));
        turn.insert(row);
        return row;
    }

    private void replace(Turn turn, JobEntry job, FrameRow before, FrameRow after) {
        FrameStatus from = JobFrames.statusOf(before);
        FrameStatus to = JobFrames.statusOf(after);
        job.live().orElseThrow().frames().replace(after);
        job.frames().move(from, to);
        projects.shot(after.shotId()).ifPresent(shot -> shot.frames().move(from, to));
        turn.update(after);
        watcher.frame(turn, after);
    }

    private void saw(JobEntry job, FrameRow frame) {
        job.saw(frame);
        projects.shot(frame.shotId()).ifPresent(shot -> shot.saw(frame));
    }
}
