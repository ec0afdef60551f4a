package org.tablao.nodeapi.manager;

/**
 * How much of a limit a manager may use.
 *
 * @param scope {@code farm}: so much in all of its tasks; {@code host}: so much on each of its hosts that says nothing else
 * @param revision grows with each change; repeated until the manager holds it
 * @param amount 0 or more; -1: the limit is gone, what names it waits
 */
public record LimitGrant(String name, String scope, long amount, long revision) {}
