package org.tablao.nodeapi.farm;

import org.tablao.nodeapi.manager.PolicyState;

/**
 * By which policy a manager gives tasks away.
 *
 * @param problem why the manager could not be asked; empty when it was
 */
public record PolicyView(String managerId, String manager, String problem, PolicyState state) {}
