package org.tablao.nodeapi.store;

/**
 * A token that one node joins with, once. Key: id.
 *
 * @param name of the node; empty: as it calls itself
 * @param digest SHA-256 of its secret, in hexadecimal
 * @param usedBy the node that joined with it, or empty
 */
public record JoinTokenRow(
        String id,
        String name,
        String role,
        String digest,
        String madeBy,
        long madeAtMillis,
        long expiresAtMillis,
        String usedBy)
        implements Row {}
