package org.tablao.nodeapi.worker;

import java.util.List;

/**
 * Step 5.
 *
 * @param freeSlots how many tasks it would take now
 * @param held lease ids that it works on
 * @param resources what its host has for tasks
 * @param ahead how many leases it would keep waiting beside those that run
 */
public record Availability(
        List<Capability> capabilities,
        int slots,
        int freeSlots,
        List<String> held,
        HostResources resources,
        int ahead) {

    /** A worker that says nothing of its host, and takes no work ahead. */
    public Availability(List<Capability> capabilities, int slots, int freeSlots, List<String> held) {
        this(capabilities, slots, freeSlots, held, HostResources.NONE, 0);
    }
}
