package org.tablao.nodeapi.handshake;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** The asking side of the handshake: this node's key and the first four steps. Any thread. */
@ProviderType
public interface Handshake {
    /**
     * Steps 1 to 4, once: identifies with this node's key, answers the challenge, and answers with the confirmation. Logs
     * each step. Does not repeat itself when it fails: the role does, with its own back-off.
     *
     * @param role {@code worker} or {@code manager}
     * @param storeId the store this role writes to, or empty
     * @param callbackToken bearer for calls to this node, or empty
     * @param identify the gate's method
     */
    CompletionStage<IdentifyAnswer.Confirmed> join(
            String role,
            String storeId,
            String callbackToken,
            Function<Identification, CompletionStage<IdentifyAnswer>> identify);

    /** This process's boot nonce. */
    String bootNonce();
}
