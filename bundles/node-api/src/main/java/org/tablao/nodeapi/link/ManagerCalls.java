package org.tablao.nodeapi.link;

import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.manager.AttemptLogs;

/** Calls from a server to a manager in another process. */
@ProviderType
public interface ManagerCalls {
    /** @param callbackToken what the manager gave in its {@link org.tablao.nodeapi.handshake.Identification} */
    AttemptLogs attemptLogs(String managerUrl, String callbackToken);
}
