package org.tablao.nodeapi.farm;

import org.tablao.nodeapi.handshake.HostFacts;

/**
 * A manager.
 *
 * @param freeSlots slots of its workers that were free at its last call, less what it was given since: a job goes where most are
 */
public record ManagerView(
        String id,
        String name,
        String status,
        String url,
        int jobs,
        int workers,
        int freeSlots,
        String joinedAt,
        String seenAt,
        HostFacts host) {}
