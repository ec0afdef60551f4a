package org.tablao.nodeapi.manager;

import java.util.List;

/**
 * What a user wants of a job.
 *
 * @param revision grows with each change; repeated until the manager's {@link JobState} shows it
 * @param wanted {@code run}, {@code pause} or {@code cancel}
 * @param tasks wishes for some tasks that the manager has not taken yet, in the order of their revisions
 * @param guaranteed percent of the manager's slots that the job's project gets before others; 0: none
 * @param burst percent of them that it gets at most; 100: no bound
 */
public record Wish(
        String jobId,
        long revision,
        String wanted,
        int priority,
        List<TaskWish> tasks,
        double guaranteed,
        double burst) {

    /** A wish for a job whose project has no share of its own. */
    public Wish(String jobId, long revision, String wanted, int priority, List<TaskWish> tasks) {
        this(jobId, revision, wanted, priority, tasks, 0, 100);
    }

    /** A wish for the whole job. */
    public Wish(String jobId, long revision, String wanted, int priority) {
        this(jobId, revision, wanted, priority, List.of());
    }
}
