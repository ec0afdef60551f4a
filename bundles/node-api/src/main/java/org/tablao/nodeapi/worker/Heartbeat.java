package org.tablao.nodeapi.worker;

/** @param progress of the task, 0 to 1 */
public record Heartbeat(LeaseClaim claim, double progress, String activity, long memoryBytes) {}
