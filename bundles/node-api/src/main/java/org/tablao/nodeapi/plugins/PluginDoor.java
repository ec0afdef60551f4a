package org.tablao.nodeapi.plugins;

import org.osgi.annotation.versioning.ProviderType;

/** Which bundles take new work: one that was replaced or removed finishes what it has and gets no more. Any thread. */
@ProviderType
public interface PluginDoor {
    boolean takesNewWork(long bundleId);
}
