package org.tablao.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.EventFeed;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** What changes, as server-sent events. A stream costs no thread. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/events")
@HttpWhiteboardServletAsyncSupported
public final class EventStream extends HttpServlet {
    static final int MOST_CLIENTS = 500;
    private static final long serialVersionUID = 1L;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final transient EventFeed feed;
    private final transient Access access;
    private final transient Gate gate;
    private final transient EventText text = new EventText();
    private final transient Map<EventClient, Subscription> clients = new ConcurrentHashMap<>();
    private final transient ScheduledExecutorService heart;

    @Activate
    public EventStream(@Reference EventFeed feed, @Reference Access access, @Reference NodeInfo node) {
        this(feed, access, Api.cookieName(node), HEARTBEAT);
    }

    EventStream(EventFeed feed, Access access, String cookieName, Duration heartbeat) {
        this.feed = feed;
        this.access = access;
        this.gate = new Gate(access, cookieName);
        this.heart = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "tablao-event-heartbeat"));
        heart.scheduleWithFixedDelay(
                () -> clients.forEach(this::beat), heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void end() {
        heart.shutdownNow();
        clients.keySet().forEach(EventClient::end);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AnswerHeaders.USUAL.forEach(response::setHeader);
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            String detail = "This address knows GET only.";
            refuse(response, ProblemView.of(405, "method-not-allowed", "Method not allowed", detail, "Use GET."));
            return;
        }
        UnaryOperator<String> header = name -> orEmpty(request.getHeader(name));
        try {
            gate.admit("GET", header, Action.READ, "");
            if (clients.size() >= MOST_CLIENTS) {
                throw new RefusedException(
                        Refusal.UNAVAILABLE, "Too many event streams are open.", "Close some, or try again later.");
            }
            open(
                    request,
                    response,
                    lastId(request),
                    new Subscription(gate.credentials(header).token()));
        } catch (RefusedException e) {
            refuse(response, ProblemView.of(e));
        }
    }

    private void open(
            HttpServletRequest request, HttpServletResponse response, String lastId, Subscription subscription)
            throws IOException {
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        EventClient[] self = new EventClient[1];
        EventClient client = new EventClient(async, response.getOutputStream(), () -> forget(self[0]));
        self[0] = client;
        clients.put(client, subscription);
        async.addListener(client);
        client.offer(EventText.GREETING);
        response.getOutputStream().setWriteListener(client);
        subscription.keep(feed.subscribe(lastId, event -> client.offer(text.of(event))));
    }

    /** Keeps the connection open, as long as who opened it is still let in. */
    private void beat(EventClient client, Subscription subscription) {
        if (access.callerOfToken(subscription.token()).isPresent()) {
            client.offer(EventText.HEARTBEAT);
        } else {
            client.end();
        }
    }

    private void forget(EventClient client) {
        Subscription subscription = clients.remove(client);
        if (subscription != null) {
            subscription.close();
        }
    }

    private static String lastId(HttpServletRequest request) {
        String header = orEmpty(request.getHeader("Last-Event-ID"));
        return header.isEmpty() ? orEmpty(request.getParameter("lastEventId")) : header;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static void refuse(HttpServletResponse response, ProblemView problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(ProblemView.MEDIA_TYPE);
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"Tablao\"");
        }
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(problem));
    }
}
