package org.tablao.link;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Leads calls to routes, by method and whole path. */
abstract class NodeServlet extends HttpServlet {

    static final String NODE = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    static final String ATTEMPT = "([0-9A-Za-z]{13}\\.[1-9][0-9]{0,8}\\.[1-9][0-9]{0,8})";
    static final String TASK = "([0-9A-Za-z]{13}\\.[1-9][0-9]{0,8})";
    static final String JOB = "([0-9A-Za-z]{13})";
    static final String SHA256 = "([0-9a-f]{64})";
    static final Pattern NODE_ID = Pattern.compile(NODE);

    private static final long serialVersionUID = 1L;

    private final transient CertificateCheck check;
    private final transient List<Route> routes;
    private final transient Set<Exchange> open = ConcurrentHashMap.newKeySet();

    NodeServlet(CertificateCheck check, List<Route> routes) {
        this.check = check;
        this.routes = routes;
    }

    /** What a route does with a call. */
    interface Handler {
        /** @param id what the path's group holds, or empty; checked by its pattern */
        void handle(Exchange exchange, String id);
    }

    /** Whose certificate a route asks for, where this node speaks TLS. */
    enum Caller {
        /** Anybody's, or none. */
        STRANGER(""),
        /** Of any node of the farm. */
        MEMBER(""),
        WORKER("worker"),
        MANAGER("manager"),
        SERVER("server");

        private final String role;

        Caller(String role) {
            this.role = role;
        }
    }

    /**
     * A method and a pattern of the path, with at most one group.
     *
     * @param begin what the path begins with before its group
     * @param end what it ends with after its group
     */
    record Route(String method, Pattern path, String begin, String end, Caller caller, Handler handler) {
        Route(String method, String path, Caller caller, Handler handler) {
            this(
                    method,
                    Pattern.compile(path),
                    path.contains("(") ? path.substring(0, path.indexOf('(')) : path,
                    path.substring(path.lastIndexOf(')') + 1),
                    caller,
                    handler);
        }

        /** What the pattern finds in the path of a call that is meant for it; most that are not are soon seen. */
        Optional<Matcher> match(String calledMethod, String calledPath) {
            if (!calledPath.endsWith(end) || !calledPath.startsWith(begin) || !method.equals(calledMethod)) {
                return Optional.empty();
            }
            return Optional.of(path.matcher(calledPath)).filter(Matcher::matches);
        }
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = Exchange.begin(request, response, open);
        try {
            lead(exchange, request);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    private void lead(Exchange exchange, HttpServletRequest request) {
        String method = exchange.method();
        String path = exchange.path();
        for (Route route : routes) {
            Optional<Matcher> matcher = route.match(method, path);
            if (matcher.isPresent()) {
                if (route.caller() == Caller.STRANGER) {
                    check.checkSecure(request);
                } else {
                    check.admit(request, route.caller().role)
                            .ifPresent(admitted -> exchange.admit(admitted, () -> check.again(admitted)));
                }
                String id = matcher.get().groupCount() == 0 ? "" : matcher.get().group(1);
                route.handler().handle(exchange, id);
                return;
            }
        }
        throw new RefusedException(Refusal.NOT_FOUND, "There is no " + method + " " + path + ".", "");
    }

    /** Lets nobody wait for a node that stops. */
    final void end() {
        open.forEach(exchange -> exchange.fail(
                new RefusedException(Refusal.UNAVAILABLE, "The node is being stopped.", "Call again later.")));
    }
}
