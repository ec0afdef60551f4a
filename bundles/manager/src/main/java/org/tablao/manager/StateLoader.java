package org.tablao.manager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tablao.core.manager.ManagerRows;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.GrantRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Reads from the store what a manager has to know. Of jobs that have ended it reads one row. */
final class StateLoader {
    /** The rows, and the events that the server may not have. */
    record Loaded(ManagerRows rows, List<ManagerEvent> events) {}

    private static final Set<String> LIVE = Arrays.stream(AttemptStatus.values())
            .filter(status -> !status.ended())
            .map(Status::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private final Store store;
    private final JsonCodec codec;

    StateLoader(Store store, JsonCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** @throws IllegalStateException when the store does not answer, or what it holds does not fit together */
    Loaded load() {
        try {
            List<LeasedJobRow> jobs = store.all(LeasedJobRow.class);
            Map<String, JobPlan> plans = new HashMap<>();
            List<TaskRow> tasks = new ArrayList<>();
            List<AttemptRow> attempts = new ArrayList<>();
            for (LeasedJobRow job : jobs) {
                if (!Status.ofWireName(JobStatus.class, job.status()).ended()) {
                    plans.put(job.planSha256(), plan(job));
                    tasks.addAll(store.tasks(job.jobId()));
                    attempts.addAll(store.attempts(job.jobId(), LIVE));
                }
            }
            List<ManagerEvent> events = store.all(OutboxRow.class).stream()
                    .map(row -> codec.event(row.event()))
                    .toList();
            long last = events.isEmpty() ? 0 : events.get(events.size() - 1).sequence();
            long first = events.isEmpty() ? 1 : events.get(0).sequence();
            return new Loaded(
                    new ManagerRows(
                            jobs,
                            plans,
                            tasks,
                            attempts,
                            workers(),
                            store.all(GrantRow.class),
                            store.all(BlockRow.class),
                            first,
                            last),
                    events);
        } catch (StoreException | IOException e) {
            throw new IllegalStateException("reading the manager's state: " + e.getMessage(), e);
        }
    }

    private JobPlan plan(LeasedJobRow job) throws StoreException, IOException {
        BlobRow blob = store.blob(job.planSha256())
                .orElseThrow(() -> new IllegalStateException("the plan of job " + job.jobId() + " is not stored"));
        return codec.plan(blob.bytes());
    }

    /** In a store that is shared with the server there are other managers' workers too. */
    private List<WorkerRow> workers() throws StoreException {
        Set<String> others = store.all(ManagerRow.class).stream()
                .filter(manager -> !manager.storeId().equals(store.storeId()))
                .map(ManagerRow::id)
                .collect(Collectors.toSet());
        return store.all(WorkerRow.class).stream()
                .filter(worker -> !others.contains(worker.managerId()))
                .toList();
    }
}
