package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are built apart, dropped into running nodes. */
class HotDeployTest {
    private static final Duration MOST = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static Path greet10;
    private static Path greet11;
    private static Path sepia;

    @BeforeAll
    static void buildThePluginsAsAStudioWould() throws Exception {
        greet10 = build("greet-command", "1.0.0");
        greet11 = build("greet-command", "1.1.0");
        sepia = build("sepia-thumbnailer", "1.0.0");
    }

    @Test
    void usesReplacesAndRemovesACommandWhileTasksRun() throws Exception {
        try (SmallFarm farm = SmallFarm.start(folder.resolve("command"))) {
            Api api = farm.api();
            for (NodeProcess worker : farm.workers) {
                drop(greet10, worker, "greet.jar");
            }
            String first = greet(api, "first", 0, 4);
            assertEquals("completed", api.awaitEnd(first, MOST).get("status").asText());
            assertTrue(log(api, first, 1).contains("from version 1.0.0"));

            String slow = greet(api, "slow", 12, 2);
            Patience.until(MOST, "two greetings under way", () -> running(api, slow) == 2);
            for (NodeProcess worker : farm.workers) {
                drop(greet11, worker, "greet.jar");
            }
            for (NodeProcess worker : farm.workers) {
                Patience.until(MOST, "the new version", () -> !worker.linesWith("greet-command 1.1.0 is in service")
                        .isEmpty());
            }
            assertEquals(2, running(api, slow), "the old version's tasks run on");
            String second = greet(api, "second", 0, 4);
            assertEquals("completed", api.awaitEnd(slow, MOST).get("status").asText());
            assertEquals("completed", api.awaitEnd(second, MOST).get("status").asText());
            for (int task = 1; task <= 2; task++) {
                assertTrue(log(api, slow, task).contains("from version 1.0.0"));
            }
            for (int task = 1; task <= 4; task++) {
                assertTrue(log(api, second, task).contains("from version 1.1.0"));
            }
            for (JsonNode task : api.list("/api/v1/jobs/" + slow + "/tasks")) {
                assertEquals(1, task.get("attempt").asInt(), "no attempt was lost to the change");
            }

            for (NodeProcess worker : farm.workers) {
                Patience.until(
                        MOST, "the end of the old version", () -> !worker.linesWith("greet-command 1.0.0 is gone")
                                .isEmpty());
                Files.delete(worker.home().resolve("plugins/greet.jar"));
            }
            Patience.until(MOST, "workers that greet no more", () -> api.list("/api/v1/workers").stream()
                    .noneMatch(worker -> worker.get("capabilities").toString().contains("greet")));
        }
    }

    @Test
    void showsTheThumbnailerInThePixels() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("thumbnailer"), "farm", "--port", "" + port)) {
            Api api = new Api(port, farm.adminToken());
            Path scene = Scenes.make("default_cube", folder.resolve("scene"), "CYCLES", "1", "160", "3");
            assertFalse(isSepia(thumbnailOf(api, scene, 1)));

            drop(sepia, farm, "sepia.jar");
            Patience.until(MOST, "the thumbnailer", () -> !farm.linesWith("sepia-thumbnailer 1.0.0 is in service")
                    .isEmpty());
            assertTrue(isSepia(thumbnailOf(api, scene, 2)));

            Files.delete(farm.home().resolve("plugins/sepia.jar"));
            Patience.until(MOST, "its end", () -> !farm.linesWith("sepia-thumbnailer 1.0.0 is gone")
                    .isEmpty());
            assertFalse(isSepia(thumbnailOf(api, scene, 3)));
        }
    }

    @Test
    void refusesABundleThatCameByAnotherWay() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("door"), "farm", "--port", "" + port)) {
            String deployment = Files.readString(farm.home().resolve("deployment.json"));
            assertTrue(deployment.contains("org.tablao.server"));
            drop(greet10, farm, "greet.jar");
            Patience.until(MOST, "the plugin in the deployment", () -> Files.readString(
                            farm.home().resolve("deployment.json"))
                    .contains("org.example.greet-command"));
            Files.write(farm.home().resolve("plugins/none.jar"), "no jar at all".getBytes(StandardCharsets.UTF_8));
            Patience.until(MOST, "a line about it", () -> !farm.linesWith("none.jar is not taken up")
                    .isEmpty());
        }
    }

    private static String greet(Api api, String name, int seconds, int count) throws Exception {
        return api.job(
                "commands",
                name,
                Map.of(
                        "command",
                        "greet",
                        "parameters",
                        List.of("whom=" + name, "seconds=" + seconds),
                        "count",
                        count));
    }

    private static long running(Api api, String job) throws Exception {
        return api.list("/api/v1/jobs/" + job + "/tasks").stream()
                .filter(task -> task.get("status").asText().equals("running"))
                .count();
    }

    private static String log(Api api, String job, int task) throws Exception {
        return api.get("/api/v1/tasks/" + job + "." + task + "/attempts/1/log").text();
    }

    private static BufferedImage thumbnailOf(Api api, Path scene, int frame) throws Exception {
        String job = api.job(
                "blender-animation",
                "sepia " + frame,
                Map.of(
                        "file",
                        scene.toString(),
                        "frames",
                        "" + frame,
                        "output",
                        folder.resolve("out/s" + frame + "_####").toString()));
        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
        String id = api.list("/api/v1/frames?job=" + job).get(0).get("id").asText();
        Patience.until(
                MOST,
                "a thumbnail",
                () -> api.get("/api/v1/frames/" + id + "/thumbnail").status() == 200);
        return ImageIO.read(new ByteArrayInputStream(
                api.get("/api/v1/frames/" + id + "/thumbnail").bytes()));
    }

    /** The factory scene is grey: its red and blue are alike until somebody tints it. */
    private static boolean isSepia(BufferedImage image) {
        int rgb = image.getRGB(5, 5);
        return (rgb >> 16 & 0xff) - (rgb & 0xff) > 50;
    }

    private static void drop(Path jar, NodeProcess node, String name) throws IOException {
        Path arriving = Files.copy(jar, node.home().resolve("arriving-" + name), StandardCopyOption.REPLACE_EXISTING);
        Files.move(arriving, node.home().resolve("plugins").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path build(String sample, String version) throws IOException, InterruptedException {
        Path sdk = Distribution.project().resolve("plugins-sdk");
        Process maven = new ProcessBuilder(
                        "mvn", "-o", "-q", "-pl", "samples/" + sample, "package", "-Dsample.version=" + version)
                .directory(sdk.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, maven.waitFor(), output);
        return sdk.resolve("samples/" + sample + "/target/" + sample + "-" + version + ".jar");
    }
}
