package org.tablao.core.manager;

import org.tablao.nodeapi.handshake.HostFacts;

/** A worker that proved who it is. */
public record JoinedWorker(String id, String name, String publicKey, String bootNonce, HostFacts host) {}
