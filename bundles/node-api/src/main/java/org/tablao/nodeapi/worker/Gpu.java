package org.tablao.nodeapi.worker;

/**
 * A graphics device of a host.
 *
 * @param index as the driver counts it
 * @param model such as {@code NVIDIA RTX A6000}
 */
public record Gpu(int index, long memoryBytes, String model) {}
