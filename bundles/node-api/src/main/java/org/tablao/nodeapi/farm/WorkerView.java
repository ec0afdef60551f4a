package org.tablao.nodeapi.farm;

import java.util.List;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.worker.Capability;

/**
 * A worker.
 *
 * @param wanted {@code run}, {@code sleep} or {@code drain}; while the status does not say so its manager works on it, or is away
 * @param schedule when it sleeps by itself, or empty
 */
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
        List<Capability> capabilities,
        String wanted,
        String schedule) {}
