package org.tablao.nodeapi.manager;

/**
 * What a user wants of a worker.
 *
 * @param revision grows with each change; repeated until the manager holds it
 * @param wanted {@code run}, {@code sleep} (end nothing, take nothing more, until woken) or {@code drain} (the same, until
 *     its next start)
 * @param schedule when it sleeps, in its manager's local time: {@code mon-fri 09:00-18:00; sat 10:00-12:00}, or empty
 */
public record WorkerWish(String workerId, long revision, String wanted, String schedule) {}
