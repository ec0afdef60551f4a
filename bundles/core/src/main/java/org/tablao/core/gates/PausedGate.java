package org.tablao.core.gates;

import org.tablao.core.state.JobStatus;

/** Nobody paused the job. */
final class PausedGate implements Gate {
    @Override
    public String name() {
        return "paused";
    }

    @Override
    public boolean opens(Question question) {
        return !question.job.pauseWanted() && question.job.jobStatus() != JobStatus.PAUSED;
    }

    @Override
    public Said says(Question question, boolean open) {
        return open ? Said.open("The job is not paused.") : new Said("The job is paused.", "Resume the job.");
    }
}
