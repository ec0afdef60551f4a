package org.tablao.nodeapi.worker;

import java.util.List;

/**
 * Step 5.
 *
 * @param freeSlots how many tasks it would take now
 * @param held lease ids that it works on
 */
public record Availability(List<Capability> capabilities, int slots, int freeSlots, List<String> held) {}
