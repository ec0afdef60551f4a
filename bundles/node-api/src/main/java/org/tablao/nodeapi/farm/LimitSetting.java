package org.tablao.nodeapi.farm;

/**
 * A limit as an administrator wants it.
 *
 * @param scope {@code farm}: so much in all; {@code host}: so much on each host that says nothing else
 * @param amount 0 or more
 */
public record LimitSetting(String scope, long amount, String description) {}
