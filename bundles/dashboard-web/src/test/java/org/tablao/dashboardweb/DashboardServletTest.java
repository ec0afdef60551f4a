package org.tablao.dashboardweb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardServletTest {
    private static final String PAGE = "<!doctype html><title>Tablao</title>";
    private static final String SCRIPT = "console.log('olé');".repeat(20);

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new DashboardServlet(files())), "/");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void showsItsPageAtEachAddressOfTheClient() throws Exception {
        assertEquals(PAGE, get("/").body());
        assertEquals(PAGE, get("/jobs/0ABCDEFGHJKMN?view=tasks").body());
        assertEquals(
                "text/html;charset=utf-8",
                header(get("/"), "content-type").replace(" ", "").toLowerCase());
    }

    @Test
    void leavesTheAddressesOfOthersAlone() throws Exception {
        for (String path : new String[] {"/api/v1/farm", "/node/v1/worker/identify", "/system/console", "/api"}) {
            assertEquals(404, get(path).statusCode(), path);
        }
    }

    @Test
    void saysThatAMissingFileIsMissing() throws Exception {
        assertEquals(404, get("/assets/old-123.js").statusCode());
    }

    @Test
    void letsOnlyItsOwnOriginActOnThePage() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(DashboardServlet.POLICY, header(page, "content-security-policy"));
        assertEquals("nosniff", header(page, "x-content-type-options"));
        assertEquals(DashboardServlet.POLICY, header(get("/assets/none.js"), "content-security-policy"));
    }

    @Test
    void hasNamedFilesKeptForEverAndThePageAskedForEachTime() throws Exception {
        assertEquals("public, max-age=31536000, immutable", header(get("/assets/app-1a2b.js"), "cache-control"));
        HttpResponse<String> page = get("/");
        assertEquals("no-cache", header(page, "cache-control"));
        HttpResponse<String> again = get("/", "If-None-Match", header(page, "etag"));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void compressesTextForWhoTakesIt() throws Exception {
        HttpResponse<byte[]> script =
                client.send(request("/assets/app-1a2b.js", "Accept-Encoding", "gzip, br"), BodyHandlers.ofByteArray());
        assertEquals("gzip", script.headers().firstValue("content-encoding").orElse(""));
        assertTrue(script.body().length < SCRIPT.length());
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(script.body()))) {
            assertArrayEquals(SCRIPT.getBytes(StandardCharsets.UTF_8), in.readAllBytes());
        }
        assertEquals(SCRIPT, get("/assets/app-1a2b.js").body());
    }

    @Test
    void takesNoWrites() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri("/"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertEquals(405, client.send(post, BodyHandlers.ofString()).statusCode());
    }

    private static WebFiles files() {
        return new WebFiles(Map.of(
                "/index.html", WebFile.of("/index.html", PAGE.getBytes(StandardCharsets.UTF_8)),
                "/assets/app-1a2b.js", WebFile.of("/assets/app-1a2b.js", SCRIPT.getBytes(StandardCharsets.UTF_8))));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
