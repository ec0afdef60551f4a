package org.tablao.nodeapi.farm;

/** A project. */
public record ProjectView(String id, String name, String createdAt, int shots) {}
