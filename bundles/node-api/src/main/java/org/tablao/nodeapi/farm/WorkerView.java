package org.tablao.nodeapi.farm;

import java.util.List;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.worker.Capability;

/** A worker. */
public record WorkerView(
        String id,
        String name,
        String managerId,
        String manager,
        String status,
        int slots,
        List<String> runs,
        String joinedAt,
        String seenAt,
        HostFacts host,
        List<Capability> capabilities) {}
