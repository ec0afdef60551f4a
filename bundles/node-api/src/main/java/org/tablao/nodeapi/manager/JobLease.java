package org.tablao.nodeapi.manager;

/**
 * The right of a manager to one job.
 *
 * @param submittedAtMillis for people and for the age of the job
 * @param guaranteed percent of the manager's slots that the job's project gets before others; 0: none
 * @param burst percent of them that it gets at most; 100: no bound
 */
public record JobLease(
        String jobId,
        String incarnation,
        long epoch,
        String planSha256,
        double leaseSeconds,
        String name,
        String project,
        String shot,
        String type,
        int priority,
        long submittedAtMillis,
        Wish wish,
        double guaranteed,
        double burst) {

    /** The same with another share of its project. */
    public JobLease withShare(double newGuaranteed, double newBurst) {
        return new JobLease(
                jobId,
                incarnation,
                epoch,
                planSha256,
                leaseSeconds,
                name,
                project,
                shot,
                type,
                priority,
                submittedAtMillis,
                wish,
                newGuaranteed,
                newBurst);
    }

    /** A job whose project has no share of its own. */
    public JobLease(
            String jobId,
            String incarnation,
            long epoch,
            String planSha256,
            double leaseSeconds,
            String name,
            String project,
            String shot,
            String type,
            int priority,
            long submittedAtMillis,
            Wish wish) {
        this(
                jobId,
                incarnation,
                epoch,
                planSha256,
                leaseSeconds,
                name,
                project,
                shot,
                type,
                priority,
                submittedAtMillis,
                wish,
                0,
                100);
    }
}
