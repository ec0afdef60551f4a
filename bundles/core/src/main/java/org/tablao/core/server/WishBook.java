package org.tablao.core.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.WorkerWish;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** What users want of tasks and workers: of tasks until their manager has taken it, of workers for good. */
public final class WishBook {
    private final WorkerBook book;
    private final Map<String, TreeMap<Long, JobWishRow>> tasks = new HashMap<>();
    private final Map<String, WorkerWishRow> workers = new TreeMap<>();

    WishBook(WorkerBook book) {
        this.book = book;
    }

    void load(JobWishRow row) {
        tasks.computeIfAbsent(row.jobId(), any -> new TreeMap<>()).put(row.revision(), row);
    }

    void load(WorkerWishRow row) {
        workers.put(row.workerId(), row);
    }

    /** What is wanted of tasks of a job and was not taken yet, the oldest first. */
    public List<TaskWish> ofJob(String jobId) {
        return rows(jobId).stream()
                .map(row -> new TaskWish(row.revision(), row.wanted(), row.subject()))
                .toList();
    }

    public Optional<WorkerWishRow> ofWorker(String workerId) {
        return Optional.ofNullable(workers.get(workerId));
    }

    void add(Turn turn, JobWishRow row) {
        load(row);
        turn.insert(row);
    }

    /** The job's manager has taken all wishes up to this one. */
    void taken(Turn turn, String jobId, long revision) {
        TreeMap<Long, JobWishRow> rows = tasks.get(jobId);
        if (rows != null) {
            Map<Long, JobWishRow> taken = rows.headMap(revision, true);
            taken.values().forEach(turn::delete);
            taken.clear();
            if (rows.isEmpty()) {
                tasks.remove(jobId);
            }
        }
    }

    void put(Turn turn, WorkerWishRow row) {
        if (workers.put(row.workerId(), row) == null) {
            turn.insert(row);
        } else {
            turn.update(row);
        }
    }

    /** Wishes for a manager's workers that it does not know. */
    List<WorkerWish> unknown(String managerId, Collection<Known> known) {
        if (workers.isEmpty()) {
            return List.of();
        }
        Map<String, Long> revisions = new HashMap<>();
        known.stream()
                .filter(one -> one.kind().equals("worker"))
                .forEach(one -> revisions.put(one.id(), one.revision()));
        return workers.values().stream()
                .filter(row -> book.find(row.workerId())
                        .filter(worker -> worker.managerId().equals(managerId))
                        .isPresent())
                .filter(row -> revisions.getOrDefault(row.workerId(), 0L) < row.revision())
                .map(WishBook::wish)
                .toList();
    }

    static WorkerWish wish(WorkerWishRow row) {
        return new WorkerWish(row.workerId(), row.revision(), row.wanted(), row.schedule());
    }

    private Collection<JobWishRow> rows(String jobId) {
        TreeMap<Long, JobWishRow> rows = tasks.get(jobId);
        return rows == null ? List.of() : rows.values();
    }
}
