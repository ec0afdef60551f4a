package org.tablao.nodeapi.worker;

import java.util.List;
import java.util.Map;

/**
 * What a worker's host has for tasks.
 *
 * @param memoryBytes that tasks may use in all; 0: not said, not counted
 * @param amounts of limits that are counted by host, by name
 */
public record HostResources(long memoryBytes, List<Gpu> gpus, Map<String, Long> amounts) {

    /** Nothing is said. */
    public static final HostResources NONE = new HostResources(0, List.of(), Map.of());
}
