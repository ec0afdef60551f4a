package org.tablao.nodeapi.store;

/**
 * A token of the API. Key: id.
 *
 * @param digest SHA-256 of the secret, hexadecimal
 * @param scopes names of actions, parted by commas; empty: all that its user may do
 * @param expiresAtMillis 0: never
 * @param madeBy id of the token that it was made with, and ends with; empty where there is none
 */
public record TokenRow(
        String id,
        String userName,
        String label,
        String digest,
        String scopes,
        long createdAtMillis,
        long expiresAtMillis,
        boolean revoked,
        String madeBy)
        implements Row {}
