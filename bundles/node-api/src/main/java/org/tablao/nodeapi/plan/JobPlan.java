package org.tablao.nodeapi.plan;

import java.util.List;

/** A compiled job. Its JSON bytes, hashed by SHA-256, are what a job lease names. */
public record JobPlan(String jobId, List<PlannedTask> tasks, List<PlannedFrame> frames, JobTerms terms) {

    /** A plan that was stored before there were terms has none: the usual. */
    public JobPlan {
        terms = terms == null ? JobTerms.USUAL : terms;
    }

    /** A plan on the usual terms. */
    public JobPlan(String jobId, List<PlannedTask> tasks, List<PlannedFrame> frames) {
        this(jobId, tasks, frames, JobTerms.USUAL);
    }
}
