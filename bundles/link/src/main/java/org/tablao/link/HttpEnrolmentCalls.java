package org.tablao.link;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.tls.Enrolment;
import org.tablao.nodeapi.tls.EnrolmentCalls;

/** Calls the server's authority with what trust the caller has so far. */
@Component
public final class HttpEnrolmentCalls implements EnrolmentCalls {

    private final NodeClient client;

    @Activate
    public HttpEnrolmentCalls(@Reference NodeClient client) {
        this.client = client;
    }

    @Override
    public Enrolment at(URI server, SSLContext context) {
        return new RemoteEnrolment(new Peer(client.with(context), server, "server"));
    }
}
