package org.tablao.nodeapi.handshake;

/** What a node tells of its host. */
public record HostFacts(
        String hostName,
        String os,
        String architecture,
        int cores,
        long memoryBytes,
        String tablaoVersion,
        String javaVersion) {}
