package org.tablao.nodeapi.store;

/** What a manager may use of a limit. Key: name. The manager writes it. */
public record GrantRow(String name, String scope, long amount, long revision) implements Row {}
