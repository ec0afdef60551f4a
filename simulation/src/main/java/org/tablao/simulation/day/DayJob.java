package org.tablao.simulation.day;

import java.util.ArrayList;
import java.util.List;

/** What becomes of an order: how many of its tasks could run now, and how many do. */
final class DayJob {
    final WorkDay.Order order;
    private final List<List<Integer>> dependents = new ArrayList<>();
    private final int[] open;
    private final boolean[] begun;
    private final boolean[] done;
    /** Tasks that wait for nothing and were never begun. */
    int fresh;
    /** Tasks that were begun and did not end well. */
    int again;

    int running;

    DayJob(WorkDay.Order order) {
        this.order = order;
        int count = order.pieces().size();
        open = new int[count + 1];
        begun = new boolean[count + 1];
        done = new boolean[count + 1];
        for (int number = 0; number <= count; number++) {
            dependents.add(new ArrayList<>());
        }
        for (int number = 1; number <= count; number++) {
            List<Integer> before = order.pieces().get(number - 1).dependsOn();
            open[number] = before.size();
            for (int other : before) {
                dependents.get(other).add(number);
            }
            if (before.isEmpty()) {
                fresh++;
            }
        }
    }

    /** Slots that its tasks hold or could hold now. */
    int demand() {
        return (fresh + again + running) * order.slots();
    }

    void begins(int number) {
        if (begun[number]) {
            again--;
        } else {
            fresh--;
        }
        begun[number] = true;
        running++;
    }

    void endsBadly() {
        running--;
        again++;
    }

    void completes(int number) {
        if (done[number]) {
            throw new IllegalStateException("task " + number + " of " + order.jobId() + " completed twice");
        }
        done[number] = true;
        running--;
        for (int dependent : dependents.get(number)) {
            open[dependent]--;
            if (open[dependent] == 0) {
                fresh++;
            }
        }
    }
}
