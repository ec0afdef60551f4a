package org.tablao.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.tablao.core.ids.TaskId;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.core.server.ServerWatcher;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.WorkerRow;

/**
 * Turns changes of the state into events that leave when they are durable. What changes with every task — counters of a job, a
 * worker's tasks, the farm — is collected and told a few times a second. The owner's thread only.
 */
final class Announcer implements ServerWatcher {
    private static final long PROGRESS_PAUSE = Duration.ofMillis(500).toNanos();

    private final EventRing events;
    private final Parking parking;
    private final Ticker ticker;
    private final Runnable published;
    private final Map<String, JobEntry> jobs = new LinkedHashMap<>();
    private final Set<String> workers = new LinkedHashSet<>();
    private final Map<String, Long> progressTold = new HashMap<>();
    private final HandshakeLog handshakes = new HandshakeLog();
    private JobViews jobViews;
    private FarmViews farmViews;
    private ServerState state;
    private boolean farmChanged;

    /** @param published runs when a published frame is durable */
    Announcer(EventRing events, Parking parking, Ticker ticker, Runnable published) {
        this.events = events;
        this.parking = parking;
        this.ticker = ticker;
        this.published = published;
    }

    void watch(ServerState watched) {
        state = watched;
        jobViews = new JobViews(watched);
        farmViews = new FarmViews(watched);
    }

    /** Tells what was collected. */
    void flush(Turn turn) {
        jobs.values().forEach(job -> emit(turn, "job", jobViews.job(job)));
        workers.forEach(id -> state.workers().find(id).ifPresent(row -> emit(turn, "worker", farmViews.worker(row))));
        if (farmChanged) {
            emit(turn, "farm", farmViews.farm());
        }
        jobs.clear();
        workers.clear();
        farmChanged = false;
    }

    @Override
    public void job(Turn turn, JobEntry job, boolean news) {
        farmChanged = true;
        if (news) {
            jobs.remove(job.id());
            emit(turn, "job", jobViews.job(job));
        } else {
            jobs.put(job.id(), job);
        }
    }

    @Override
    public void task(Turn turn, JobEntry job, int number) {
        if (!progressTold.isEmpty()) {
            progressTold.remove(new TaskId(job.id(), number).toString());
        }
        job.live().ifPresent(live -> {
            Supplier<?> view = jobViews.taskAsOfNow(live, number);
            turn.whenDurable(() -> events.emitLater("task", view));
        });
    }

    @Override
    public void progress(Turn turn, JobEntry job, int number) {
        String id = new TaskId(job.id(), number).toString();
        long now = ticker.nanos();
        Long told = progressTold.get(id);
        if (told == null || now - told >= PROGRESS_PAUSE) {
            progressTold.put(id, now);
            LiveJob live = job.live().orElseThrow();
            emit(turn, "progress", jobViews.task(live, number));
        }
    }

    @Override
    public void frame(Turn turn, FrameRow frame) {
        emit(turn, "frame", farmViews.frame(frame));
        if (frame.status().equals("published") && frame.thumbnail().equals("none")) {
            farmChanged = true;
            turn.whenDurable(published);
        }
    }

    @Override
    public void worker(Turn turn, WorkerRow worker) {
        farmChanged = true;
        workers.add(worker.id());
    }

    @Override
    public void manager(Turn turn, ManagerEntry manager) {
        farmChanged = true;
        emit(turn, "manager", farmViews.manager(manager));
        handshakes.changed(turn, manager);
    }

    @Override
    public void orders(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        parking.answer(turn, manager, orders);
        handshakes.ordered(turn, manager, orders);
    }

    private void emit(Turn turn, String type, Object view) {
        turn.whenDurable(() -> events.emit(type, view));
    }
}
