package org.tablao.nodeapi.plugins;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Which bundles take new work: one that was replaced or removed finishes what it has and gets no more. Any thread. The service
 * property {@code tablao.plugins.revision} changes with each answer that changes.
 */
@ProviderType
public interface PluginDoor {
    boolean takesNewWork(long bundleId);
}
