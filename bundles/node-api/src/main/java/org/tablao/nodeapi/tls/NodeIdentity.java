package org.tablao.nodeapi.tls;

import java.util.Set;

/**
 * Who a certificate of the farm belongs to.
 *
 * @param nodeId the node's id, the same in all its certificates
 * @param name what people call it
 * @param roles what it may be: {@code server}, {@code manager}, {@code worker}
 */
public record NodeIdentity(String nodeId, String name, Set<String> roles) {
    public NodeIdentity {
        roles = Set.copyOf(roles);
    }
}
