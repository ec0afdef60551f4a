package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a process of its own, looked at in Chromium. */
class DashboardTest {
    private static final Duration MOST = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void showsTheLastFrameAsItChangesAndOutlivesNothingOfTheServer() throws Exception {
        int port = Distribution.freePort();
        int dashboardPort = Distribution.freePort();
        // Without the dashboard's bundle set the server runs just as well.
        try (NodeProcess server =
                NodeProcess.start(folder.resolve("server"), "server", "manager", "worker", "--port", "" + port)) {
            Api api = new Api(port, server.adminToken());
            assertEquals(404, api.get("/").status(), "no dashboard here");
            Path scene = Scenes.make("default_cube", folder.resolve("scene"), "CYCLES", "1", "320", "40");
            try (NodeProcess dashboard = startDashboard(dashboardPort, port)) {
                String code = api.send("POST", "/api/v1/login-codes", Optional.empty())
                        .json()
                        .get("code")
                        .asText();
                Process browser = browser(dashboardPort, code);
                Map<String, Object> settings = Map.of(
                        "file",
                        scene.toString(),
                        "frames",
                        "1-40",
                        "chunkSize",
                        2,
                        "output",
                        folder.resolve("out/cube_####").toString());
                String job = api.job("blender-animation", "seen", settings);
                String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(browser.waitFor(1, TimeUnit.MINUTES));
                assertEquals(0, browser.exitValue(), output);
                assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());

                assertEquals(0, dashboard.stop(), dashboard::output);
            }
            assertEquals(200, api.get("/api/v1/farm").status(), "the server runs on");
            try (NodeProcess again = startDashboard(dashboardPort, port)) {
                assertEquals(200, new Api(dashboardPort, "").get("/").status());
                assertEquals(
                        200,
                        new Api(dashboardPort, server.adminToken())
                                .get("/api/v1/farm")
                                .status());
                assertTrue(again.isAlive());
            }
        }
    }

    private NodeProcess startDashboard(int port, int serverPort) throws IOException, InterruptedException {
        return NodeProcess.start(
                folder.resolve("dashboard"),
                "dashboard",
                "--port",
                "" + port,
                "--server",
                "http://127.0.0.1:" + serverPort);
    }

    /** Runs {@code browser/last-frame.mjs}: logs in, opens the home page, and ends with 0 once it saw three different last frames. */
    private static Process browser(int port, String code) throws IOException {
        ProcessBuilder node = new ProcessBuilder("node", "last-frame.mjs", "http://127.0.0.1:" + port)
                .directory(Distribution.project().resolve("itests/browser").toFile())
                .redirectErrorStream(true);
        node.environment().put("TABLAO_LOGIN_CODE", code);
        return node.start();
    }
}
