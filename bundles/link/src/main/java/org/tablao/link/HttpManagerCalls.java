package org.tablao.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.link.ManagerCalls;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Calls managers at the address that they gave when they joined. */
@Component
public final class HttpManagerCalls implements ManagerCalls {

    private final NodeClient client;

    @Activate
    public HttpManagerCalls(@Reference NodeClient client) {
        this.client = client;
    }

    @Override
    public AttemptLogs attemptLogs(String managerUrl, String callbackToken) {
        return address(managerUrl)
                .<AttemptLogs>map(address -> new RemoteLogs(new Peer(client, address, "manager"), callbackToken))
                .orElse((attemptId, offset, most) -> CompletableFuture.failedFuture(noAddress(managerUrl)));
    }

    @Override
    public ManagerQuestions questions(String managerUrl, String callbackToken) {
        return address(managerUrl)
                .<ManagerQuestions>map(
                        address -> new RemoteQuestions(new Peer(client, address, "manager"), callbackToken))
                .orElseThrow(() -> noAddress(managerUrl));
    }

    private static RefusedException noAddress(String url) {
        return new RefusedException(Refusal.UNAVAILABLE, "The manager's address '" + url + "' cannot be called.", "");
    }

    private static Optional<URI> address(String url) {
        try {
            return Optional.of(new URI(url))
                    .filter(uri -> Set.of("http", "https").contains(String.valueOf(uri.getScheme())))
                    .filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
