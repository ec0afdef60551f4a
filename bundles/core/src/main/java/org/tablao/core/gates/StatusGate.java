package org.tablao.core.gates;

import org.tablao.core.state.TaskStatus;

/** The task itself waits to be run. */
final class StatusGate implements Gate {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public boolean opens(Question question) {
        TaskStatus status = question.job.status(question.task);
        return status == TaskStatus.QUEUED || status == TaskStatus.WAITING;
    }

    @Override
    public Said says(Question question, boolean open) {
        return switch (question.job.status(question.task)) {
            case QUEUED -> Said.open("The task is queued.");
            case WAITING -> Said.open("The task has not run yet.");
            case RUNNING -> new Said("The task runs.", "Nothing.");
            case COMPLETED -> new Said("The task is completed.", "Requeue it to run it again.");
            case FAILED -> new Said("The task has failed.", "Mend what failed, then requeue it.");
            case CANCELLED -> new Said("The task was cancelled.", "Requeue it to run it.");
            case PAUSED -> new Said("The task is paused.", "Resume the task.");
        };
    }
}
