package org.tablao.nodeapi.store;

/** A wish for tasks that the job's manager has not taken yet. Key: jobId, revision. The server writes it. */
public record JobWishRow(String jobId, long revision, String wanted, String subject) implements Row {}
