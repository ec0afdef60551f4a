package org.tablao.core.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Jobs that may not be leased yet: they wait for other jobs, or for their time. Nobody looks at them before one of these comes. */
final class HeldBack {
    private final Map<String, Set<JobEntry>> byJob = new HashMap<>();
    private final TreeMap<Long, Set<JobEntry>> byTime = new TreeMap<>();

    void untilJob(String otherJob, JobEntry job) {
        byJob.computeIfAbsent(otherJob, id -> new LinkedHashSet<>()).add(job);
    }

    void untilTime(long millis, JobEntry job) {
        byTime.computeIfAbsent(millis, time -> new LinkedHashSet<>()).add(job);
    }

    /** Those that waited for the job need not wait any more. */
    List<JobEntry> release(String completedJob) {
        Set<JobEntry> waiting = byJob.remove(completedJob);
        return waiting == null ? List.of() : List.copyOf(waiting);
    }

    /** Takes out those whose time has come. */
    List<JobEntry> due(long nowMillis) {
        List<JobEntry> due = new ArrayList<>();
        while (!byTime.isEmpty() && byTime.firstKey() <= nowMillis) {
            due.addAll(byTime.pollFirstEntry().getValue());
        }
        return due;
    }
}
