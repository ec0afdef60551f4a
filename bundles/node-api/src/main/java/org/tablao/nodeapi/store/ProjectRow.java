package org.tablao.nodeapi.store;

/** Key: id. */
public record ProjectRow(String id, String name, long createdAtMillis) implements Row {}
