package org.tablao.nodeapi.farm;

import java.util.Map;

/**
 * A job. Instants are ISO-8601 texts, empty where there is none; so are ids.
 *
 * @param project its name; {@code projectId} its id
 * @param wanted {@code run}, {@code pause} or {@code cancel}; while the status does not say so its manager works on it, or is
 *     away
 * @param manager its name, empty while it is not leased
 * @param reason why it failed or was cancelled, for people
 * @param progress 0 to 1: tasks completed, running ones by their part
 * @param scheduling what was submitted of it, the usual filled in
 * @param lastFrameId the newest published frame, or empty
 */
public record JobView(
        String id,
        String name,
        String type,
        String projectId,
        String project,
        String shotId,
        String shot,
        int priority,
        String status,
        String wanted,
        String submittedBy,
        String submittedAt,
        String startedAt,
        String endedAt,
        String managerId,
        String manager,
        String reason,
        double progress,
        TaskCounts tasks,
        FrameCounts frames,
        String lastFrameId,
        Map<String, Object> settings,
        Scheduling scheduling) {}
