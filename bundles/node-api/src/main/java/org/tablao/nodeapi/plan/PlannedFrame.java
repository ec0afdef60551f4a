package org.tablao.nodeapi.plan;

/** A frame that the task of this number will produce. */
public record PlannedFrame(int task, String layer, int number) {}
