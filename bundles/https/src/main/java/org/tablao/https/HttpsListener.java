package org.tablao.https;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.tls.NodeTls;

/** The one listener of a node that speaks TLS, from when the node has a certificate. */
@Component(
        service = {},
        immediate = true)
public final class HttpsListener implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);
    private static final int IDLE_MILLIS = 60_000;

    private final BundleContext context;
    private final NodeInfo node;
    private final NodeTls tls;
    private final Optional<ServiceRegistration<ConnectorFactory>> offered;
    private Optional<ServiceRegistration<Condition>> ready = Optional.empty();

    @Activate
    public HttpsListener(BundleContext context, @Reference NodeInfo node, @Reference NodeTls tls) {
        this.context = context;
        this.node = node;
        this.tls = tls;
        boolean secure =
                node.url().filter(url -> "https".equals(url.getScheme())).isPresent();
        this.offered = secure
                ? Optional.of(context.registerService(ConnectorFactory.class, this, new Hashtable<>()))
                : Optional.empty();
    }

    @Deactivate
    void close() {
        ready.ifPresent(ServiceRegistration::unregister);
        offered.ifPresent(ServiceRegistration::unregister);
    }

    @Override
    public Connector createConnector(Server server) {
        withdrawPlain(server);
        SslContextFactory.Server secure = new SslContextFactory.Server();
        secure.setSslContext(tls.listening());
        secure.setWantClientAuth(true);
        secure.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        secure.setRenegotiationAllowed(false);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // A node is called by addresses too, which a handshake cannot name: the caller compares, not this side.
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(secure, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        connector.setHost(context.getProperty("tablao.bind"));
        connector.setPort(node.port().orElseThrow());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addEventListener(new Announcement());
        return connector;
    }

    /** The service does not start without one; until there is a certificate it listens on this host alone. */
    private static void withdrawPlain(Server server) {
        for (Connector connector : server.getConnectors()) {
            try {
                connector.stop();
            } catch (Exception e) {
                throw new IllegalStateException("the plain listener does not stop", e);
            }
            server.removeConnector(connector);
        }
    }

    private final class Announcement implements LifeCycle.Listener {
        @Override
        public void lifeCycleStarted(LifeCycle event) {
            LOG.info("listening with TLS at {}", node.url().orElseThrow());
            ready = Optional.of(context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    new Hashtable<>(Map.of(Condition.CONDITION_ID, "tablao.ready.https"))));
        }
    }
}
