package org.tablao.core.index;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;

/** A job as the index sees it. */
public final class IndexedJob {
    /** Higher rank first; among equals the older. */
    static final Comparator<IndexedJob> ORDER = Comparator.comparingDouble((IndexedJob job) -> job.rank)
            .reversed()
            .thenComparingLong(job -> job.submittedAtMillis)
            .thenComparing(job -> job.id);

    private final String id;
    private final long submittedAtMillis;
    private final Map<RequirementClass, TaskQueue> queues = new IdentityHashMap<>();
    private double rank;

    public IndexedJob(String id, long submittedAtMillis) {
        this.id = id;
        this.submittedAtMillis = submittedAtMillis;
    }

    public String id() {
        return id;
    }

    public double rank() {
        return rank;
    }

    void rank(double value) {
        rank = value;
    }

    Map<RequirementClass, TaskQueue> queues() {
        return queues;
    }

    TaskQueue queue(RequirementClass kind) {
        return queues.computeIfAbsent(kind, any -> new TaskQueue());
    }
}
