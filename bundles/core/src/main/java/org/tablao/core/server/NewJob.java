package org.tablao.core.server;

import org.tablao.nodeapi.plan.JobPlan;

/**
 * A job that was checked and compiled.
 *
 * @param document JSON of what was submitted
 * @param planBytes JSON of the plan
 */
public record NewJob(
        String id,
        String name,
        String type,
        String project,
        String shot,
        int priority,
        String submittedBy,
        String idempotencyKey,
        String document,
        JobDetails details,
        JobPlan plan,
        String planSha256,
        byte[] planBytes) {}
