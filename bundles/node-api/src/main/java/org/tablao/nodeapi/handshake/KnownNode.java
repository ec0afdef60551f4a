package org.tablao.nodeapi.handshake;

/**
 * A node that joined before, as the answering role keeps it.
 *
 * @param bootNonce of its last start
 * @param heardSecondsAgo since its last call, 0 while one waits; {@link Double#POSITIVE_INFINITY} when it was not heard since this process started
 */
public record KnownNode(String nodeId, String name, String publicKey, String bootNonce, double heardSecondsAgo) {}
