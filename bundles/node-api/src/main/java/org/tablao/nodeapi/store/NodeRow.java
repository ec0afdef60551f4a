package org.tablao.nodeapi.store;

/**
 * A node that got a certificate of the farm, or was refused one. Key: id.
 *
 * @param roles with commas
 * @param status {@code joined}, {@code refused} or {@code revoked}
 * @param fingerprint SHA-256 of its public key, in hexadecimal
 * @param addresses that its certificate is good for, with commas
 * @param tokenId the join token that it came with, or empty
 * @param decidedBy who made the token, approved, refused or revoked it
 * @param validUntilMillis the end of its last certificate
 */
public record NodeRow(
        String id,
        String name,
        String roles,
        String status,
        String fingerprint,
        String addresses,
        String tokenId,
        long joinedAtMillis,
        String decidedBy,
        long validUntilMillis)
        implements Row {}
