package org.tablao.nodeapi.manager;

/**
 * What a user wants of a job.
 *
 * @param revision grows with each change; repeated until the manager's {@link JobState} shows it
 * @param wanted {@code run} or {@code cancel}
 */
public record Wish(String jobId, long revision, String wanted, int priority) {}
