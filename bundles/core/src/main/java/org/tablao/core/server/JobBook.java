package org.tablao.core.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.tablao.core.state.JobStatus;
import org.tablao.nodeapi.store.JobRow;

/** All jobs by id; those that have not ended, and of them those that no manager has, apart. */
public final class JobBook {
    private static final Comparator<JobEntry> URGENCY =
            Comparator.<JobEntry>comparingInt(job -> -job.row().priority()).thenComparing(JobEntry::id);

    private final TreeMap<String, JobEntry> all = new TreeMap<>();
    private final TreeMap<String, JobEntry> active = new TreeMap<>();
    private final TreeSet<JobEntry> unleased = new TreeSet<>(URGENCY);
    private final List<String> completed = new ArrayList<>();
    private final Map<String, JobEntry> unsettled = new HashMap<>();
    private final Map<String, JobEntry> byIdempotencyKey = new HashMap<>();

    /** Read by any thread: who may change a job is asked before it is. */
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    JobBook() {}

    public Optional<JobEntry> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Who submitted it. Any thread. */
    public Optional<String> ownerOf(String id) {
        return Optional.ofNullable(owners.get(id));
    }

    public Optional<JobEntry> findByIdempotencyKey(String key) {
        return key.isEmpty() ? Optional.empty() : Optional.ofNullable(byIdempotencyKey.get(key));
    }

    /** All, the newest first. */
    public NavigableMap<String, JobEntry> newest() {
        return all.descendingMap();
    }

    /** Those that have not ended. */
    public Collection<JobEntry> active() {
        return active.values();
    }

    /** Those that a manager has. */
    public List<JobEntry> leasedTo(String managerId) {
        return active.values().stream()
                .filter(job -> job.row().managerId().equals(managerId))
                .toList();
    }

    /** Those that no manager has, the most urgent first. */
    List<JobEntry> unleased() {
        return List.copyOf(unleased);
    }

    void add(JobEntry job) {
        JobRow row = job.row();
        all.put(row.id(), job);
        owners.put(row.id(), row.submittedBy().intern());
        if (!row.idempotencyKey().isEmpty()) {
            byIdempotencyKey.put(row.idempotencyKey(), job);
        }
        if (!job.ended()) {
            active.put(row.id(), job);
        }
    }

    /** It may go to a manager from now on. */
    void offer(JobEntry job) {
        unleased.add(job);
    }

    void lease(JobEntry job, String managerId) {
        unleased.remove(job);
        job.lease(managerId);
    }

    /** Takes the ids of jobs that were completed since this was last asked. */
    List<String> takeCompleted() {
        List<String> taken = List.copyOf(completed);
        completed.clear();
        return taken;
    }

    /** It may not go to a manager; answers whether it might. */
    boolean withdraw(JobEntry job) {
        return unleased.remove(job);
    }

    /** It has ended, and is to be leased anew. */
    void reopened(JobEntry job) {
        active.put(job.id(), job);
        unsettled.remove(job.id());
    }

    void ended(JobEntry job) {
        if (job.status() == JobStatus.COMPLETED) {
            completed.add(job.id());
        }
        unleased.remove(job);
        active.remove(job.id());
        if (job.isLeased()) {
            unsettled.put(job.id(), job);
        } else {
            job.settle();
        }
    }

    /** Lets go of the tasks of ended jobs that their manager has no more: nothing of them will change. */
    void settle(String managerId, Set<String> held) {
        unsettled.values().removeIf(job -> {
            boolean settled = job.row().managerId().equals(managerId) && !held.contains(job.id());
            if (settled) {
                job.settle();
            }
            return settled;
        });
    }

    /** It goes on: its manager says so. */
    void revived(JobEntry job) {
        active.put(job.id(), job);
        unsettled.remove(job.id());
    }
}
