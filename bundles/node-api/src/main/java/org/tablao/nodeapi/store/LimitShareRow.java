package org.tablao.nodeapi.store;

/**
 * What a manager was granted of a limit. Key: managerId, name. The server writes it.
 *
 * @param amount as granted last
 * @param bound what it may still use at most: more than the amount until it has confirmed that it uses less
 */
public record LimitShareRow(String managerId, String name, long amount, long bound, long revision) implements Row {}
