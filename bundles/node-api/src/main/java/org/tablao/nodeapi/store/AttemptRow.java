package org.tablao.nodeapi.store;

/**
 * Key: jobId, taskNumber, number.
 *
 * @param files JSON list of {@link org.tablao.nodeapi.worker.ReportedFile}, while accepted and not yet published
 * @param versions JSON: the version that ran of each command
 * @param gpus indexes of the devices that are its own: {@code 0,2}
 * @param ahead while it waits at its worker for a slot
 */
public record AttemptRow(
        String jobId,
        int taskNumber,
        int number,
        long epoch,
        String status,
        String workerId,
        String outcome,
        String reason,
        String hint,
        long leasedAtMillis,
        long endedAtMillis,
        double runSeconds,
        String files,
        String versions,
        String gpus,
        boolean ahead)
        implements Row {

    /** An attempt without a device of its own. */
    public AttemptRow(
            String jobId,
            int taskNumber,
            int number,
            long epoch,
            String status,
            String workerId,
            String outcome,
            String reason,
            String hint,
            long leasedAtMillis,
            long endedAtMillis,
            double runSeconds,
            String files,
            String versions) {
        this(
                jobId,
                taskNumber,
                number,
                epoch,
                status,
                workerId,
                outcome,
                reason,
                hint,
                leasedAtMillis,
                endedAtMillis,
                runSeconds,
                files,
                versions,
                "",
                false);
    }
}
