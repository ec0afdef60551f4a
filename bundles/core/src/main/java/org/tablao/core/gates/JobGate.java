package org.tablao.core.gates;

import org.tablao.core.state.JobStatus;

/** The job has not ended. */
final class JobGate implements Gate {
    @Override
    public String name() {
        return "job";
    }

    @Override
    public boolean opens(Question question) {
        return !question.job.jobStatus().ended();
    }

    @Override
    public Said says(Question question, boolean open) {
        JobStatus status = question.job.jobStatus();
        return open
                ? Said.open("Job " + question.job.name() + " is " + status.wireName() + ".")
                : new Said(
                        "Job " + question.job.name() + " has ended: it is " + status.wireName() + ".",
                        "Requeue what is to run again, or submit it anew.");
    }
}
