package org.tablao.nodeapi.plan;

/**
 * How the tasks of a job are to be run. What is 0 or empty is left to the farm.
 *
 * @param order of tasks that are equal otherwise: {@code ascending}, {@code descending}, {@code first-middle-last}
 * @param maxRunning tasks at once; 0: no bound
 * @param attempts that may fail before the task has failed
 * @param failureLimit failed tasks at which the job fails and stops; 0: none, the others go on
 * @param taskSeconds an attempt that runs longer has timed out
 * @param silentSeconds an attempt that shows no sign of life for so long has timed out
 * @param aheadSeconds work that a slot is given ahead, in expected run time
 */
public record JobTerms(
        String order,
        int maxRunning,
        int attempts,
        int failureLimit,
        double taskSeconds,
        double silentSeconds,
        double aheadSeconds) {

    /** All left to the farm. */
    public static final JobTerms USUAL = new JobTerms("ascending", 0, 0, 0, 0, 0, 0);
}
