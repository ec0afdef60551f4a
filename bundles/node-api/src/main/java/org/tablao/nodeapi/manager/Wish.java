package org.tablao.nodeapi.manager;

import java.util.List;

/**
 * What a user wants of a job.
 *
 * @param revision grows with each change; repeated until the manager's {@link JobState} shows it
 * @param wanted {@code run}, {@code pause} or {@code cancel}
 * @param tasks wishes for some tasks that the manager has not taken yet, in the order of their revisions
 */
public record Wish(String jobId, long revision, String wanted, int priority, List<TaskWish> tasks) {

    /** A wish for the whole job. */
    public Wish(String jobId, long revision, String wanted, int priority) {
        this(jobId, revision, wanted, priority, List.of());
    }
}
