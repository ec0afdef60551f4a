package org.tablao.nodeapi.store;

/**
 * Key: id.
 *
 * @param host JSON of {@link org.tablao.nodeapi.handshake.HostFacts}
 * @param capabilities JSON list of {@link org.tablao.nodeapi.worker.Capability}
 */
public record WorkerRow(
        String id,
        String managerId,
        String name,
        String publicKey,
        String bootNonce,
        String status,
        int slots,
        String host,
        String capabilities,
        long joinedAtMillis,
        long seenAtMillis)
        implements Row {}
