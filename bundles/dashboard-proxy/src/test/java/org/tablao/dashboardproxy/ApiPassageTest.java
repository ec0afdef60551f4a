package org.tablao.dashboardproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ApiPassageTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Server front = new Server();
    private final ServerConnector connector = new ServerConnector(front);
    private HttpServer upstream;

    @BeforeEach
    void start() throws Exception {
        upstream = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        upstream.setExecutor(threads);
        upstream.start();
        connector.setHost("127.0.0.1");
        front.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new ApiPassage(URI.create(serverAddress()), threads));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/api/v1/*");
        front.setHandler(context);
        front.start();
    }

    @AfterEach
    void stop() throws Exception {
        front.stop();
        upstream.stop(0);
        threads.shutdownNow();
    }

    @Test
    void passesPathQueryBodyAndAnswer() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        upstream.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + text(exchange.getRequestBody()));
            exchange.getResponseHeaders().set("Location", serverAddress() + "/api/v1/jobs/1");
            exchange.getResponseHeaders().set("Set-Cookie", "session=a; HttpOnly; SameSite=Strict");
            answer(exchange, 201, "{\"id\":\"1\"}");
        });
        HttpResponse<String> answer = browser.send(
                to("/api/v1/jobs?text=a%2Fb")
                        .POST(BodyPublishers.ofString("{\"type\":\"still\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertEquals("POST /api/v1/jobs?text=a%2Fb {\"type\":\"still\"}", seen.poll(5, TimeUnit.SECONDS));
        assertEquals(201, answer.statusCode());
        assertEquals("{\"id\":\"1\"}", answer.body());
        assertEquals("/api/v1/jobs/1", answer.headers().firstValue("location").orElse(""));
        assertEquals(
                "session=a; HttpOnly; SameSite=Strict",
                answer.headers().firstValue("set-cookie").orElse(""));
    }

    @Test
    void passesAnAnswerOfManyPiecesWhole() throws Exception {
        byte[] large = new byte[5_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        upstream.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(large);
            }
        });
        byte[] got = browser.send(to("/api/v1/frames/1/image").build(), BodyHandlers.ofByteArray())
                .body();
        assertTrue(java.util.Arrays.equals(large, got));
    }

    @Test
    void passesAnAnswerWithoutABody() throws Exception {
        upstream.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        HttpResponse<String> answer = browser.send(to("/api/v1/frames/last").build(), BodyHandlers.ofString());
        assertEquals(204, answer.statusCode());
    }

    @Test
    void sendsEachEventOnAtOnceAndHangsUpWhenTheBrowserGoes() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        upstream.createContext("/", exchange -> stream(exchange, events, hungUp));
        HttpResponse<InputStream> answer =
                browser.send(to("/api/v1/events").header("Last-Event-ID", "a-7").build(), BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertEquals("after a-7", lines.readLine());
        events.add("first");
        assertEquals("first", lines.readLine());
        events.add("second");
        assertEquals("second", lines.readLine());
        assertFalse(hungUp.isDone());
        lines.close();
        assertTrue(hungUpAfterHeartbeats(events, hungUp));
    }

    @Test
    void keepsHeadersOfOneConnectionAndOriginsApart() throws Exception {
        BlockingQueue<HttpExchange> seen = new LinkedBlockingQueue<>();
        upstream.createContext("/", exchange -> {
            seen.add(exchange);
            answer(exchange, 200, "");
        });
        browser.send(
                to("/api/v1/jobs/1/cancel")
                        .header("Origin", frontAddress())
                        .header("Cookie", "session=a")
                        .header("X-Forwarded-Host", "elsewhere")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        HttpExchange exchange = seen.poll(5, TimeUnit.SECONDS);
        assertEquals(List.of(serverAddress()), exchange.getRequestHeaders().get("Origin"));
        assertEquals(serverAddress(), "http://" + exchange.getRequestHeaders().getFirst("Host"));
        assertEquals("session=a", exchange.getRequestHeaders().getFirst("Cookie"));
        assertFalse(exchange.getRequestHeaders().containsKey("X-Forwarded-Host"));
    }

    @Test
    void refusesAChangeFromAPageOfAnotherOrigin() throws Exception {
        upstream.createContext("/", exchange -> answer(exchange, 200, ""));
        HttpRequest foreign = to("/api/v1/jobs/1/cancel")
                .header("Origin", "http://elsewhere.example")
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = browser.send(foreign, BodyHandlers.ofString());
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("urn:tablao:problem:forbidden"), answer.body());
    }

    @Test
    void saysThatTheServerIsAway() throws Exception {
        upstream.stop(0);
        HttpResponse<String> answer = browser.send(to("/api/v1/farm").build(), BodyHandlers.ofString());
        assertEquals(503, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElse(""));
        assertEquals(
                "{\"type\":\"urn:tablao:problem:unavailable\",\"title\":\"Not possible just now\",\"status\":503,"
                        + "\"detail\":\"The server at " + serverAddress() + " does not answer.\","
                        + "\"wayOut\":\"Start it, or wait: the dashboard goes on by itself.\",\"problems\":[]}",
                answer.body());
    }

    private static boolean hungUpAfterHeartbeats(BlockingQueue<String> events, CompletableFuture<Boolean> hungUp)
            throws Exception {
        for (int heartbeat = 0; heartbeat < 100; heartbeat++) {
            events.add("heartbeat");
            try {
                return hungUp.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                assertFalse(hungUp.isDone());
            }
        }
        return false;
    }

    private static void stream(HttpExchange exchange, BlockingQueue<String> events, CompletableFuture<Boolean> hungUp)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            String line = "after " + exchange.getRequestHeaders().getFirst("Last-Event-ID");
            while (true) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                line = events.take();
            }
        } catch (IOException gone) {
            hungUp.complete(true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(frontAddress() + path));
    }

    private String frontAddress() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    private String serverAddress() {
        return "http://127.0.0.1:" + upstream.getAddress().getPort();
    }
}
