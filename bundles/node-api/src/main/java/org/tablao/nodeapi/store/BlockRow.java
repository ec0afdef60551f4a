package org.tablao.nodeapi.store;

/**
 * A worker that gets no more of a command for a job. Key: jobId, command, workerId. The manager writes it.
 *
 * @param failures of the command on that worker in that job
 * @param blocked whether it has reached the bound
 * @param reason the last failure's
 */
public record BlockRow(
        String jobId, String command, String workerId, int failures, boolean blocked, String reason, long atMillis)
        implements Row {}
