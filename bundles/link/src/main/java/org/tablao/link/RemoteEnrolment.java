package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.tls.Enrolment;

/** The authority of a server in another process. Whose certificate is shown, the connection says. */
final class RemoteEnrolment implements Enrolment {

    private static final int PENDING = 202;

    private final Peer server;

    RemoteEnrolment(Peer server) {
        this.server = server;
    }

    @Override
    public CompletionStage<JoinAnswer> join(JoinRequest request, String from) {
        return server.post(server.call("/node/v1/join"), request)
                .thenApply(response -> response.statusCode() == PENDING
                        ? server.read(response, new TypeReference<JoinAnswer.Pending>() {})
                        : server.read(response, new TypeReference<JoinAnswer.Certified>() {}));
    }

    @Override
    public CompletionStage<JoinAnswer.Certified> renew(X509Certificate shown, RenewalRequest request) {
        return server.post(server.call("/node/v1/certificate"), request)
                .thenApply(response -> server.read(response, new TypeReference<>() {}));
    }

    @Override
    public CompletionStage<Trust> trust(X509Certificate shown) {
        return server.send(server.call("/node/v1/trust").GET())
                .thenApply(response -> server.read(response, new TypeReference<>() {}));
    }
}
