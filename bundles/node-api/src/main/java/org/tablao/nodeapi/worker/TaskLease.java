package org.tablao.nodeapi.worker;

import java.util.List;
import org.tablao.nodeapi.plan.PlannedCommand;

/**
 * Step 6: the right to one attempt.
 *
 * @param leaseId the attempt's id, {@code <job>.<n>.<k>}
 * @param leaseSeconds until it ends without a call, from when the worker asked for it
 */
public record TaskLease(
        String leaseId,
        LeaseClaim claim,
        String jobId,
        String jobName,
        int taskNumber,
        String taskName,
        List<PlannedCommand> commands,
        double leaseSeconds) {}
