package org.tablao.nodeapi.worker;

import java.util.List;
import org.tablao.nodeapi.plan.PlannedCommand;

/**
 * Step 6: the right to one attempt.
 *
 * @param leaseId the attempt's id, {@code <job>.<n>.<k>}
 * @param leaseSeconds until it ends without a call, from when the worker asked for it
 * @param gpus indexes of the devices that are its own
 * @param memoryBytes that it may use; 0: no bound
 * @param taskSeconds the worker ends it as {@code timed-out} after so long; 0: no bound
 * @param silentSeconds the worker ends it as {@code timed-out} after so long without a sign of life; 0: no bound
 * @param ahead to be started when a slot is free; handed back unstarted it does not count
 * @param slots of the worker that it fills, at least 1
 * @param publishedFrames that earlier attempts published before they gave way, and that are not rendered again: {@code 1-3,7}
 */
public record TaskLease(
        String leaseId,
        LeaseClaim claim,
        String jobId,
        String jobName,
        int taskNumber,
        String taskName,
        List<PlannedCommand> commands,
        double leaseSeconds,
        List<Integer> gpus,
        long memoryBytes,
        double taskSeconds,
        double silentSeconds,
        boolean ahead,
        int slots,
        String publishedFrames) {

    /** A lease that takes one slot and has no bounds. */
    public TaskLease(
            String leaseId,
            LeaseClaim claim,
            String jobId,
            String jobName,
            int taskNumber,
            String taskName,
            List<PlannedCommand> commands,
            double leaseSeconds) {
        this(
                leaseId,
                claim,
                jobId,
                jobName,
                taskNumber,
                taskName,
                commands,
                leaseSeconds,
                List.of(),
                0,
                0,
                0,
                false,
                1,
                "");
    }
}
