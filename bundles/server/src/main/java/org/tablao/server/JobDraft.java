package org.tablao.server;

import java.util.List;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.pluginapi.schema.Problem;

/**
 * A submission on its way to become a job.
 *
 * @param problems that were found in it before its settings were looked at
 */
record JobDraft(
        String jobId,
        JobTypeCatalog.Offer type,
        Submission submission,
        String submittedBy,
        String idempotencyKey,
        List<Problem> problems) {}
