package org.tablao.worker;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTree;
import org.tablao.processes.ProcessTrees;

/** Starts process trees, and writes down which. Any thread. */
final class JournaledTrees {
    private static final Logger LOG = LoggerFactory.getLogger(JournaledTrees.class);

    private final ProcessTrees trees;
    private final ProcessJournal journal;

    JournaledTrees(ProcessTrees trees, ProcessJournal journal) {
        this.trees = trees;
        this.journal = journal;
    }

    /**
     * A tree.
     *
     * @param noted completes when it has ended and that is written down
     */
    record Journaled(ProcessTree tree, CompletableFuture<Integer> noted) {}

    Journaled start(String attemptId, ProcessSpec spec) throws IOException {
        ProcessTree tree = trees.start(spec);
        journal.started(attemptId, tree.mark());
        return new Journaled(tree, tree.ended().whenComplete((code, problem) -> journal.ended(tree.mark())));
    }

    /** Ends what an earlier process of this worker left running, where its launchers did not. On a thread that may block. */
    void sweep() {
        Set<String> left = journal.left();
        long killed = ProcessTrees.killMarked(left);
        if (killed > 0) {
            LOG.warn("{} processes of an earlier start of this worker were still running, and were killed", killed);
        }
        left.forEach(journal::swept);
    }
}
