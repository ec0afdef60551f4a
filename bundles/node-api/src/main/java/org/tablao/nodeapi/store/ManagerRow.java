package org.tablao.nodeapi.store;

/**
 * Key: id.
 *
 * @param host JSON of {@link org.tablao.nodeapi.handshake.HostFacts}
 * @param eventSequence the last of its events that was applied
 */
public record ManagerRow(
        String id,
        String name,
        String publicKey,
        String bootNonce,
        String url,
        String storeId,
        String status,
        String host,
        long joinedAtMillis,
        long seenAtMillis,
        long eventSequence)
        implements Row {}
