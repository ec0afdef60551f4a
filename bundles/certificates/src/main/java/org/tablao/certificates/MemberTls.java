package org.tablao.certificates;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.tls.EnrolmentCalls;
import org.tablao.nodeapi.tls.NodeTls;

/** The half of a node whose server is elsewhere: it joins, and keeps its certificate fresh. */
@Component(
        service = {},
        immediate = true,
        configurationPid = ServerTls.PID)
public final class MemberTls {
    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private Optional<Membership> membership = Optional.empty();
    private boolean closed;

    @Activate
    public MemberTls(
            BundleContext context,
            CertificatesConfig config,
            @Reference NodeInfo node,
            @Reference Clock clock,
            @Reference EnrolmentCalls calls)
            throws IOException {
        Optional<URI> server = node.server().filter(url -> "https".equals(url.getScheme()));
        if (server.isPresent() && !node.roles().contains("server")) {
            Membership joining = new Membership(
                    node, Hosts.of(node, config.addresses()), config.look_seconds(), clock, calls, server.get());
            membership = Optional.of(joining);
            joining.start(() -> offer(context, joining.tls()));
        }
    }

    private synchronized void offer(BundleContext context, NodeTls tls) {
        if (!closed) {
            offered.add(context.registerService(NodeTls.class, tls, new Hashtable<>()));
        }
    }

    @Deactivate
    void close() {
        membership.ifPresent(Membership::close);
        synchronized (this) {
            closed = true;
            offered.forEach(ServiceRegistration::unregister);
        }
    }
}
