package org.tablao.nodeapi.store;

/**
 * A limit: something of which there is only so much. Key: name. The server writes it.
 *
 * @param scope {@code farm} or {@code host}
 */
public record LimitRow(String name, String scope, long amount, String description, long revision) implements Row {}
