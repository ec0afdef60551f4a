package org.tablao.dashboardproxy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes each call of the API to the server and its answer back, so that a browser knows one origin only. */
final class ApiPassage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    /** For the head of an answer; its body may take for ever. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final URI server;
    private final transient PassedHeaders headers;
    private final transient HttpClient client;
    private final transient Set<Passage> open = ConcurrentHashMap.newKeySet();

    ApiPassage(URI server, Executor executor) {
        this.server = server;
        this.headers = new PassedHeaders(server);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!SAFE_METHODS.contains(request.getMethod()) && !isOfOurPages(request)) {
            new Refused(403, "forbidden", "Not allowed", "A page of another origin must not change the farm.", "")
                    .answer(response);
            return;
        }
        HttpRequest passed;
        try {
            passed = passed(request);
        } catch (IllegalArgumentException e) {
            new Refused(
                            400,
                            "invalid",
                            "Something in the request is wrong",
                            "The address or a header is not well formed.",
                            "")
                    .answer(response);
            return;
        }
        AsyncContext browser = request.startAsync(request, response);
        browser.setTimeout(0);
        AtomicBoolean begun = new AtomicBoolean();
        client.sendAsync(passed, info -> {
                    begun.set(true);
                    response.setStatus(info.statusCode());
                    headers.copy(info.headers(), response);
                    return BodySubscribers.fromSubscriber(passage(browser));
                })
                .whenComplete((answer, failure) -> {
                    if (failure != null && !begun.get()) {
                        away(browser, response);
                    }
                });
    }

    @Override
    public void destroy() {
        open.forEach(Passage::end);
    }

    /** A browser writes Origin and Sec-Fetch-Site itself; who sends neither is no browser, and has no cookie to be misused. */
    private static boolean isOfOurPages(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean sameOrigin =
                origin == null || origin.equalsIgnoreCase(request.getScheme() + "://" + request.getHeader("Host"));
        return sameOrigin && (site == null || site.equals("same-origin") || site.equals("none"));
    }

    private HttpRequest passed(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        HttpRequest.Builder passed = HttpRequest.newBuilder(server.resolve(URI.create(path)))
                .timeout(TO_ANSWER)
                .method(request.getMethod(), body(request));
        headers.copy(request, passed);
        return passed.build();
    }

    private static BodyPublisher body(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> {
            try {
                return request.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException("reading the body of a call", e);
            }
        });
        return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
    }

    private Passage passage(AsyncContext browser) {
        try {
            Passage[] self = new Passage[1];
            self[0] = new Passage(browser, browser.getResponse().getOutputStream(), () -> open.remove(self[0]));
            open.add(self[0]);
            return self[0];
        } catch (IOException e) {
            throw new UncheckedIOException("answering a browser", e);
        }
    }

    private void away(AsyncContext browser, HttpServletResponse response) {
        try {
            new Refused(
                            503,
                            "unavailable",
                            "Not possible just now",
                            "The server at " + server + " does not answer.",
                            "Start it, or wait: the dashboard goes on by itself.")
                    .answer(response);
        } catch (IOException e) {
            // The browser has gone as well: nobody is there to be told.
            log("no one left to tell that the server is away", e);
        }
        browser.complete();
    }
}
