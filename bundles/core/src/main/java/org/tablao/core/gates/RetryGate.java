package org.tablao.core.gates;

/** A retry has waited as long as it is to wait. */
final class RetryGate implements Gate {
    @Override
    public String name() {
        return "retry";
    }

    @Override
    public boolean opens(Question question) {
        return !question.job.rests(question.task);
    }

    @Override
    public Said says(Question question, boolean open) {
        if (open) {
            return Said.open(question.retry ? "It is tried again." : "No attempt at it has failed.");
        }
        long left = question.job.notBeforeMillis(question.task) - question.nowMillis;
        long seconds = Math.max(0, (left + 999) / 1_000);
        return new Said("It failed, and is tried again in " + seconds + " s.", "Nothing: it waits for that time.");
    }
}
