package org.tablao.nodeapi.farm;

import java.util.Map;

/** An attempt at a task. */
public record AttemptView(
        String id,
        String taskId,
        int number,
        String status,
        String workerId,
        String worker,
        String startedAt,
        String endedAt,
        double runSeconds,
        String outcome,
        String reason,
        String hint,
        Map<String, String> versions) {}
