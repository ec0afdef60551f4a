package org.tablao.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HostResources;

/**
 * What a worker's host has.
 *
 * @param ahead how many leases it keeps waiting
 */
record Machine(int slots, int ahead, HostResources resources, List<Capability> capabilities) {
    static final long GIGABYTE = 1L << 30;
    static final long MOST_MEMORY = 16 * GIGABYTE;

    /** One that can do all that is ever asked for. */
    static Machine able(Chance chance) {
        return new Machine(
                2,
                chance.between(0, 2),
                resources(MOST_MEMORY, 2),
                List.of(new Capability("org.tablao.engine", Map.of("engine", "blender"))));
    }

    static Machine any(Chance chance) {
        return new Machine(
                chance.between(1, 3),
                chance.between(0, 2),
                resources(chance.between(1, 4) * 4 * GIGABYTE, chance.between(0, 2)),
                List.of());
    }

    private static HostResources resources(long memory, int gpus) {
        List<Gpu> devices = IntStream.range(0, gpus)
                .mapToObj(index -> new Gpu(index, 8 * GIGABYTE, "device"))
                .toList();
        return new HostResources(memory, devices, Map.of());
    }
}
