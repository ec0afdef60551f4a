package org.tablao.nodeapi.manager;

/** How far a running task is; told, not kept. */
public record TaskProgress(String jobId, int taskNumber, int attempt, double progress, String activity) {}
