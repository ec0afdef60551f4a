package org.tablao.core.index;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The jobs of one project with queued tasks of one class that may be leased, in the order of each ranking. */
final class Lane {
    private final Project project;
    private final List<NavigableSet<IndexedJob>> jobs = new ArrayList<>();

    /** @param shadowed whether the shadow's order is kept too */
    Lane(Project project, boolean shadowed) {
        this.project = project;
        jobs.add(new TreeSet<>(IndexedJob.order(Ranking.LIVE)));
        if (shadowed) {
            jobs.add(new TreeSet<>(IndexedJob.order(Ranking.SHADOW)));
        }
    }

    Project project() {
        return project;
    }

    NavigableSet<IndexedJob> jobs(Ranking ranking) {
        return jobs.get(ranking.ordinal());
    }

    boolean isEmpty() {
        return jobs.get(0).isEmpty();
    }

    void add(IndexedJob job) {
        jobs.forEach(set -> set.add(job));
    }

    boolean remove(IndexedJob job) {
        boolean was = false;
        for (NavigableSet<IndexedJob> set : jobs) {
            was |= set.remove(job);
        }
        return was;
    }

    /** Keeps the shadow's order from now on, or not any more. */
    void shadow(boolean kept) {
        while (jobs.size() > 1) {
            jobs.remove(1);
        }
        if (kept) {
            NavigableSet<IndexedJob> shadow = new TreeSet<>(IndexedJob.order(Ranking.SHADOW));
            shadow.addAll(jobs.get(0));
            jobs.add(shadow);
        }
    }
}
