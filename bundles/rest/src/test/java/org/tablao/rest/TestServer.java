package org.tablao.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The API of a farm of fakes, on a free port. */
final class TestServer implements AutoCloseable {
    final FakeFarm farm = new FakeFarm();
    final FakeFiles files = new FakeFiles();
    final FakeAccess access = new FakeAccess();
    final FakeAccounts accounts = new FakeAccounts();
    final FakeAudit audit = new FakeAudit();
    final FakeFeed feed = new FakeFeed();
    final EventStream events;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    final FakeNodes nodes = new FakeNodes();

    TestServer(Duration heartbeat) throws Exception {
        events = new EventStream(feed, access, "tablao-8080", heartbeat);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        add(context, "/api/v1/*", new ApiServlet(farm, files, files, access, accounts, audit, nodes, new FakeNode()));
        add(context, "/api/v1/events", events);
        server.setHandler(context);
        server.start();
    }

    private static void add(ServletContextHandler context, String pattern, Servlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, pattern);
    }

    int port() {
        return connector.getLocalPort();
    }

    /** A request to be filled in, without credentials. */
    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1" + path));
    }

    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + FakeAccess.TOKEN);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** @param json empty for no body */
    HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        return send(json(request(path), json).method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(json(request(path), json));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    static JsonNode parse(HttpResponse<String> response) throws IOException {
        return Json.MAPPER.readTree(response.body());
    }

    @Override
    public void close() throws Exception {
        events.end();
        server.stop();
    }
}
