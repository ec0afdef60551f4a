package org.tablao.core.gates;

/** The job runs fewer tasks than it may at once. */
final class RunningGate implements Gate {
    @Override
    public String name() {
        return "running";
    }

    @Override
    public boolean opens(Question question) {
        return question.job.maxRunning() <= 0 || question.job.running() < question.job.maxRunning();
    }

    @Override
    public Said says(Question question, boolean open) {
        int most = question.job.maxRunning();
        int running = question.job.running();
        if (open) {
            return Said.open(
                    most <= 0
                            ? "The job has no bound on tasks at once."
                            : running + " of the job's tasks run of " + most + " at once.");
        }
        return new Said(
                running + " of the job's tasks run, which is as many as it may at once (" + most + ").",
                "One of them has to end, or the job's bound has to be raised.");
    }
}
