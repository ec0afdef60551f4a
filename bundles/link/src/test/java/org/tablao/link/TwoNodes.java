package org.tablao.link;

import jakarta.servlet.Servlet;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A node that answers over HTTP on a free port, and one that calls it. */
final class TwoNodes implements AutoCloseable {

    /** Shorter than the long polls of the tests: a call that waits is not an idle connection. */
    static final long IDLE_MILLIS = 300;

    final NodeClient client = new NodeClient();
    private final Server server = new Server(new QueuedThreadPool(8));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final ServletContextHandler context = new ServletContextHandler("/");

    TwoNodes() {
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(context);
    }

    TwoNodes serving(Servlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
        return this;
    }

    TwoNodes started() throws Exception {
        server.start();
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    Peer peer(String role) {
        return new Peer(client, address(), role);
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }
}
