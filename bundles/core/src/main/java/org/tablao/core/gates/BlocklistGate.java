package org.tablao.core.gates;

/** The job does not keep away from the worker. */
final class BlocklistGate implements Gate {
    @Override
    public String name() {
        return "blocklist";
    }

    @Override
    public boolean opens(Question question) {
        return question.job.blockedOn(question.worker.id(), question.kind).isEmpty();
    }

    @Override
    public Said says(Question question, boolean open) {
        return question.job
                .blockedOn(question.worker.id(), question.kind)
                .map(reason -> new Said(reason, "Unblock worker " + question.worker.name() + " for the job."))
                .orElse(Said.open("The job does not keep away from worker " + question.worker.name() + "."));
    }
}
