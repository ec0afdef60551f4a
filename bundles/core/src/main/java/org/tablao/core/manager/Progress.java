package org.tablao.core.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.worker.Heartbeat;

/** How far running tasks are: told on, never kept. */
final class Progress {
    private final Map<Attempt, TaskProgress> news = new LinkedHashMap<>();

    void told(Attempt attempt, Heartbeat heartbeat) {
        double fraction = Math.max(0, Math.min(1, heartbeat.progress()));
        if (fraction != attempt.progress || !heartbeat.activity().equals(attempt.activity)) {
            attempt.progress = fraction;
            attempt.activity = heartbeat.activity();
            news.put(
                    attempt,
                    new TaskProgress(attempt.job.id(), attempt.task, attempt.number, fraction, heartbeat.activity()));
        }
    }

    List<TaskProgress> take() {
        List<TaskProgress> taken = news.entrySet().stream()
                .filter(entry -> entry.getKey().fillsSlot())
                .map(Map.Entry::getValue)
                .toList();
        news.clear();
        return taken;
    }
}
