package org.tablao.dashboardproxy;

import jakarta.servlet.Servlet;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;

/** Offers the API where the server is another node; where it is this one, the API itself is here. */
@Component(service = {})
@RequireHttpWhiteboard
public final class DashboardProxy {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardProxy.class);

    private final Optional<Passing> passing;

    @Activate
    public DashboardProxy(BundleContext context, @Reference NodeInfo node) {
        this.passing = serverOf(node).map(server -> Passing.start(context, server));
    }

    @Deactivate
    void deactivate() {
        passing.ifPresent(Passing::stop);
    }

    /** Whom to pass calls to, on a node that needs it. */
    static Optional<URI> serverOf(NodeInfo node) {
        boolean needed = node.roles().contains("dashboard") && !node.roles().contains("server");
        return needed ? node.server() : Optional.empty();
    }

    private record Passing(ExecutorService threads, ServiceRegistration<Servlet> servlet) {
        static Passing start(BundleContext context, URI server) {
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "tablao-dashboard-proxy");
                thread.setDaemon(true);
                return thread;
            });
            LOG.info("calls of the API are passed to {}", server);
            return new Passing(
                    threads,
                    context.registerService(
                            Servlet.class,
                            new ApiPassage(server, threads),
                            FrameworkUtil.asDictionary(Map.of(
                                    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/api/v1/*",
                                    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "tablao-dashboard-proxy",
                                    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED, true))));
        }

        void stop() {
            servlet.unregister();
            threads.shutdownNow();
        }
    }
}
