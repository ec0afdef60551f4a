package org.tablao.nodeapi.handshake;

/** What a confirmed node shows in each call. */
public record Session(String nodeId, String token) {
    @Override
    public String toString() {
        return "Session[" + nodeId + "]";
    }
}
