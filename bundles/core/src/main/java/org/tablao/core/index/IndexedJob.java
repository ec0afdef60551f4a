package org.tablao.core.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job as the index sees it. */
public final class IndexedJob {
    private static final List<Comparator<IndexedJob>> ORDERS = orders();

    private final JobFacts facts;
    private final Project project;
    private final FrameOrder order;
    private final long submittedAtMillis;
    private final Map<RequirementClass, TaskQueue> queues = new LinkedHashMap<>();
    private final double[] ranks = new double[Ranking.values().length];
    private boolean closed;

    public IndexedJob(JobFacts facts, Project project, FrameOrder order) {
        this.facts = facts;
        this.project = project;
        this.order = order;
        this.submittedAtMillis = facts.submittedAtMillis();
    }

    public JobFacts facts() {
        return facts;
    }

    public Project project() {
        return project;
    }

    public double rank() {
        return ranks[Ranking.LIVE.ordinal()];
    }

    /** Higher rank first; among equals the older. */
    static Comparator<IndexedJob> order(Ranking ranking) {
        return ORDERS.get(ranking.ordinal());
    }

    double rank(Ranking ranking) {
        return ranks[ranking.ordinal()];
    }

    void rank(Ranking ranking, double value) {
        ranks[ranking.ordinal()] = value;
    }

    /** Whether none of its tasks may be leased now, whatever the worker. */
    boolean closed() {
        return closed;
    }

    void closed(boolean value) {
        closed = value;
    }

    Map<RequirementClass, TaskQueue> queues() {
        return queues;
    }

    TaskQueue queue(RequirementClass kind) {
        return queues.computeIfAbsent(kind, any -> new TaskQueue(order));
    }

    private static List<Comparator<IndexedJob>> orders() {
        List<Comparator<IndexedJob>> orders = new ArrayList<>();
        for (Ranking ranking : Ranking.values()) {
            int at = ranking.ordinal();
            orders.add((one, other) -> {
                int byRank = Double.compare(other.ranks[at], one.ranks[at]);
                if (byRank != 0) {
                    return byRank;
                }
                int byAge = Long.compare(one.submittedAtMillis, other.submittedAtMillis);
                return byAge != 0 ? byAge : one.facts.id().compareTo(other.facts.id());
            });
        }
        return List.copyOf(orders);
    }
}
