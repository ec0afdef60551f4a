package org.tablao.nodeapi.plan;

import java.util.Map;

/**
 * What a task takes of its worker's host, and of the farm, while it runs.
 *
 * @param slots of the worker, at least 1
 * @param memoryBytes 0: not said
 * @param gpus devices of its own
 * @param gpuMemoryBytes each device has at least so much; 0: not said
 * @param gpuModel part of each device's model, empty: any
 * @param limits how much of each limit, by its name: {@code {"nuke-licence": 1}}
 */
public record Needs(
        int slots, long memoryBytes, int gpus, long gpuMemoryBytes, String gpuModel, Map<String, Long> limits) {

    /** One slot and nothing else. */
    public static final Needs ONE_SLOT = new Needs(1, 0, 0, 0, "", Map.of());

    /** The same with another amount of memory. */
    public Needs withMemory(long bytes) {
        return new Needs(slots, bytes, gpus, gpuMemoryBytes, gpuModel, limits);
    }
}
