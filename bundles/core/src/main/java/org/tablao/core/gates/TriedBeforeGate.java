package org.tablao.core.gates;

/** What failed here goes to another worker, where there is one that could do better. */
final class TriedBeforeGate implements Gate {
    private final Others others;

    TriedBeforeGate(Others others) {
        this.others = others;
    }

    @Override
    public String name() {
        return "tried-before";
    }

    @Override
    public boolean opens(Question question) {
        return !question.retry
                || !question.job.failedOn(question.worker.id())
                || !others.are(question.job, question.kind);
    }

    @Override
    public Said says(Question question, boolean open) {
        String name = question.worker.name();
        if (!open) {
            return new Said(
                    "The job failed on worker " + name + " before: it is tried again on another.",
                    "Another worker has to be free, or none but this one be there.");
        }
        return Said.open(
                question.retry && question.job.failedOn(question.worker.id())
                        ? "The job failed on worker " + name + " before, and no other is there."
                        : "The task is not kept away from worker " + name + " by an earlier failure.");
    }
}
