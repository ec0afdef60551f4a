package org.tablao.nodeapi.manager;

/**
 * What a user wants of some tasks of a job. Done once: what came later may have undone it.
 *
 * @param revision of the job's wish that it came with
 * @param wanted {@code run} (go on), {@code pause}, {@code cancel}, {@code requeue}, {@code unblock}
 * @param subject task numbers such as {@code 1-5,9}, {@code all} or {@code failed}; for {@code unblock} a worker's id
 */
public record TaskWish(long revision, String wanted, String subject) {}
