package org.tablao.nodeapi.store;

/** Key: id. */
public record ShotRow(String id, String projectId, String name, long createdAtMillis) implements Row {}
