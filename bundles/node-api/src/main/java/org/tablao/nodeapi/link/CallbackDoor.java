package org.tablao.nodeapi.link;

import org.osgi.annotation.versioning.ProviderType;

/** Whether a call to this manager comes from its server. Given by the manager, asked by the link. */
@ProviderType
public interface CallbackDoor {
    boolean admits(String callbackToken);
}
