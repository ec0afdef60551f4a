package org.tablao.nodeapi.farm;

/**
 * A worker that gets no more of a command for a job.
 *
 * @param command the names of a task's commands, joined by {@code +}
 * @param failures of the command on that worker in that job
 * @param reason the last failure's
 */
public record BlockView(String command, String workerId, String worker, int failures, String reason, String at) {}
