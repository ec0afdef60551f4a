package org.tablao.pluginapi.job;

/**
 * A frame that a task will produce.
 *
 * @param task the task's number in its plan, from 1
 * @param layer the layer's name; {@code main} for what the scene renders
 * @param number the frame's number
 */
public record ExpectedFrame(int task, String layer, int number) {}
