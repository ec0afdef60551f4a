package org.tablao.nodeapi.farm;

import org.tablao.nodeapi.handshake.HostFacts;

/** A manager. */
public record ManagerView(
        String id,
        String name,
        String status,
        String url,
        int jobs,
        int workers,
        String joinedAt,
        String seenAt,
        HostFacts host) {}
