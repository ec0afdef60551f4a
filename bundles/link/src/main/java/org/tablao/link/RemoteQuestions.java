package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;

/** What a manager in another process knows. */
final class RemoteQuestions implements ManagerQuestions {

    private final Peer manager;
    private final String callbackToken;

    RemoteQuestions(Peer manager, String callbackToken) {
        this.manager = manager;
        this.callbackToken = callbackToken;
    }

    @Override
    public CompletionStage<Why> why(String taskId) {
        return ask("/node/v1/why/" + taskId, new TypeReference<Why>() {});
    }

    @Override
    public CompletionStage<PolicyState> policies() {
        return ask("/node/v1/policies", new TypeReference<PolicyState>() {});
    }

    private <T> CompletionStage<T> ask(String path, TypeReference<T> type) {
        return manager.send(manager.call(path)
                        .header("Authorization", "Bearer " + callbackToken)
                        .GET())
                .thenApply(response -> manager.read(response, type));
    }
}
