package org.tablao.core.gates;

import org.tablao.core.index.JobFacts;
import org.tablao.core.index.RequirementClass;

/** Who else could run a job's tasks. */
@FunctionalInterface
public interface Others {
    /** Whether a worker is there that may run tasks of the class and on which none of the job failed. */
    boolean are(JobFacts job, RequirementClass kind);
}
