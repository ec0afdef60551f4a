package org.tablao.nodeapi.link;

import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.manager.ManagerQuestions;

/** Calls from a server to a manager in another process. */
@ProviderType
public interface ManagerCalls {
    /** @param callbackToken what the manager gave in its {@link org.tablao.nodeapi.handshake.Identification} */
    AttemptLogs attemptLogs(String managerUrl, String callbackToken);

    /**
     * @param callbackToken what the manager gave in its {@link org.tablao.nodeapi.handshake.Identification}
     * @throws org.tablao.nodeapi.node.RefusedException UNAVAILABLE when the address cannot be called
     */
    ManagerQuestions questions(String managerUrl, String callbackToken);
}
