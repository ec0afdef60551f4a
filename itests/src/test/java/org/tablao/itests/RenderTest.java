package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real Blender on two workers of a farm of four processes. */
class RenderTest {
    private static final Duration MOST = Duration.ofMinutes(8);

    @TempDir
    static Path folder;

    private static SmallFarm farm;
    private static Api api;

    @BeforeAll
    static void startTheFarm() throws Exception {
        farm = SmallFarm.start(folder);
        api = farm.api();
        Patience.until(
                Duration.ofSeconds(60),
                "two workers that found Blender",
                () -> api.list("/api/v1/workers").stream()
                                .filter(worker ->
                                        worker.get("capabilities").toString().contains("org.tablao.engine"))
                                .count()
                        == 2);
    }

    @AfterAll
    static void stopIt() {
        farm.close();
    }

    @Test
    void rendersAnAnimationOnTwoWorkersAndPublishesFramesLayersAndThumbnails() throws Exception {
        Path scene = Scenes.make("anim_textured", folder.resolve("textured"), "CYCLES", "1", "160", "24");
        Path output = folder.resolve("renders/textured/shot_####");
        Instant before = Instant.now();
        String job = api.job(
                "blender-animation",
                "textured",
                Map.of(
                        "file",
                        scene.toString(),
                        "frames",
                        "1-24",
                        "chunkSize",
                        3,
                        "output",
                        output.toString(),
                        "format",
                        "PNG"));

        JsonNode ended = api.awaitEnd(job, MOST);

        assertEquals("completed", ended.get("status").asText(), ended::toString);
        assertEquals(8, ended.get("tasks").get("completed").asInt());
        List<JsonNode> frames = api.list("/api/v1/frames?job=" + job);
        List<JsonNode> main = layer(frames, "main");
        assertEquals(numbers(24), numbersOf(main));
        assertEquals(Set.of("published"), texts(frames, "status"));
        assertEquals(Set.of("w1", "w2"), texts(main, "worker"));
        for (JsonNode frame : main) {
            assertWholeFrame(frame, before, 160, 90);
            assertEquals(
                    output.toString()
                                    .replace(
                                            "####",
                                            String.format(
                                                    "%04d", frame.get("number").asInt())) + ".png",
                    frame.get("path").asText());
        }
        Set<String> layers = texts(frames, "layer");
        assertEquals(2, layers.size(), "the scene's File Output node is a layer: " + layers);
        layers.remove("main");
        List<JsonNode> extra = layer(frames, layers.iterator().next());
        assertEquals(numbers(24), numbersOf(extra));
        for (JsonNode frame : extra) {
            assertOpenExr(Path.of(frame.get("path").asText()));
        }
        assertThumbnails(extra, "image/jpeg");
        assertEquals(48, texts(frames, "name").size(), "names are unique in their shot");
        assertThumbnails(main, "image/jpeg");
        assertNothingPending(folder.resolve("renders/textured"));
        assertEquals(ended.get("shotId").asText(), main.get(0).get("shotId").asText());
        assertFrameOfTheShot(ended.get("shotId").asText(), job);
    }

    @Test
    void makesPngThumbnailsOfFramesWithTransparency() throws Exception {
        Path scene = Scenes.make("transparent_cube", folder.resolve("cube"), "CYCLES", "1", "160", "2");
        String job = api.job(
                "blender-animation",
                "transparent",
                Map.of(
                        "file",
                        scene.toString(),
                        "frames",
                        "1-2",
                        "output",
                        folder.resolve("renders/cube/cube_##").toString()));

        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());

        List<JsonNode> frames = api.list("/api/v1/frames?job=" + job);
        assertTrue(Files.isRegularFile(folder.resolve("renders/cube/cube_01.png")));
        assertThumbnails(frames, "image/png");
        BufferedImage thumbnail = thumbnail(frames.get(0).get("id").asText());
        assertEquals(0, thumbnail.getRGB(0, 0) >>> 24, "the corner is transparent");
        assertTrue(
                thumbnail.getRGB(thumbnail.getWidth() / 2, thumbnail.getHeight() / 2) >>> 24 > 250,
                "the cube is opaque");
    }

    @Test
    void showsTheColoursOfTheFrameInItsThumbnail() throws Exception {
        Path scene = Scenes.make("default_cube", folder.resolve("colours"), "CYCLES", "4", "320", "1");
        String job = api.job(
                "blender-animation",
                "colours",
                Map.of(
                        "file",
                        scene.toString(),
                        "frames",
                        "1",
                        "output",
                        folder.resolve("renders/colours/c_####").toString()));
        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());

        JsonNode frame = api.list("/api/v1/frames?job=" + job).get(0);
        assertThumbnails(List.of(frame), "image/jpeg");
        BufferedImage rendered =
                ImageIO.read(Path.of(frame.get("path").asText()).toFile());
        BufferedImage small = thumbnail(frame.get("id").asText());
        assertEquals(mean(rendered), mean(small), 2.0, "mean brightness");
        assertNotEquals(0.0, mean(small), 5.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN_EXR", "OPEN_EXR_MULTILAYER"})
    void showsInTheThumbnailOfAnOpenExrFrameWhatBlenderShowsOfIt(String format) throws Exception {
        Path scene = Scenes.make("transparent_cube", folder.resolve("linear-" + format), "CYCLES", "4", "320", "1");
        String job = api.job(
                "blender-animation",
                "linear " + format,
                Map.of(
                        "file",
                        scene.toString(),
                        "frames",
                        "1",
                        "output",
                        folder.resolve("renders/linear-" + format + "/l_####").toString(),
                        "format",
                        format));
        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());

        JsonNode frame = api.list("/api/v1/frames?job=" + job).get(0);
        assertThumbnails(List.of(frame), "image/png");
        BufferedImage small = thumbnail(frame.get("id").asText());
        BufferedImage reference = ImageIO.read(Scenes.shownByBlender(scene, 1).toFile());
        assertEquals(reference.getWidth(), small.getWidth());
        assertEquals(reference.getHeight(), small.getHeight());
        assertEquals(mean(reference), mean(small), 1.0, "mean brightness");
        for (int[] at : new int[][] {{160, 90}, {150, 70}, {170, 110}, {0, 0}}) {
            assertNear(reference.getRGB(at[0], at[1]), small.getRGB(at[0], at[1]));
        }
    }

    @Test
    void showsProgressAndLogOfAFrameThatTakesLong() throws Exception {
        Path scene = Scenes.make("default_cube", folder.resolve("long"), "CYCLES", "4096", "1280", "1");
        String job = api.job(
                "blender-animation",
                "long",
                Map.of(
                        "file", scene.toString(),
                        "frames", "1",
                        "output", folder.resolve("renders/long/l_####").toString()));

        Patience.until(MOST, "progress of the running task, and its log", () -> {
            JsonNode task = api.list("/api/v1/jobs/" + job + "/tasks").get(0);
            double progress = task.get("progress").asDouble();
            Api.Answer log = api.get("/api/v1/tasks/" + task.get("id").asText() + "/attempts/1/log");
            return task.get("status").asText().equals("running")
                    && progress > 0
                    && progress < 1
                    && log.status() == 200
                    && log.text().contains("Fra:");
        });

        api.send("POST", "/api/v1/jobs/" + job + "/cancel", Optional.empty());
        assertEquals("cancelled", api.awaitEnd(job, MOST).get("status").asText());
    }

    private static void assertWholeFrame(JsonNode frame, Instant before, int width, int height) throws Exception {
        Path file = Path.of(frame.get("path").asText());
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(frame.get("sizeBytes").asLong(), bytes.length);
        assertEquals(
                frame.get("sha256").asText(),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        assertEquals(width, frame.get("width").asInt());
        assertEquals(height, frame.get("height").asInt());
        assertTrue(Instant.parse(frame.get("renderedAt").asText()).isAfter(before), frame::toString);
        assertTrue(frame.get("renderSeconds").asDouble() > 0, frame::toString);
        assertEquals("blender", frame.get("engine").asText());
        assertTrue(frame.get("engineVersion").asText().matches("\\d+\\.\\d+.*"), frame::toString);
        assertEquals(1, frame.get("attempt").asInt());
        assertTrue(frame.get("peakMemoryBytes").asLong() > 1_000_000, frame::toString);
    }

    /** Opaque, or not there at all: of a pixel that is seen in part, the few bits of its colour may differ. */
    private static void assertNear(int expected, int actual) {
        for (int shift = 0; shift < 32; shift += 8) {
            assertEquals(expected >> shift & 0xff, actual >> shift & 0xff, 2, "bits from " + shift);
        }
    }

    private static void assertThumbnails(List<JsonNode> frames, String type) throws Exception {
        for (JsonNode frame : frames) {
            String id = frame.get("id").asText();
            Patience.until(Duration.ofSeconds(30), "the thumbnail of " + id, () -> api.read("/api/v1/frames/" + id)
                    .get("thumbnail")
                    .asText()
                    .equals("made"));
            assertEquals(type, api.get("/api/v1/frames/" + id + "/thumbnail").header("content-type"));
            assertEquals(
                    Math.min(320, frame.get("width").asInt()), thumbnail(id).getWidth());
            Path file = farm.server
                    .home()
                    .resolve("data/thumbnails")
                    .resolve(frame.get("shotId").asText())
                    .resolve(frame.get("name").asText() + "_thumbnail." + (type.endsWith("png") ? "png" : "jpg"));
            assertTrue(Files.isRegularFile(file), file::toString);
        }
    }

    private static BufferedImage thumbnail(String frame) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(
                api.get("/api/v1/frames/" + frame + "/thumbnail").bytes()));
    }

    private static void assertFrameOfTheShot(String shot, String job) throws Exception {
        List<JsonNode> frames = api.list("/api/v1/shots/" + shot + "/frames?layer=main&status=published&limit=7");
        assertEquals(numbers(24), numbersOf(frames));
        assertEquals(Set.of(job), texts(frames, "jobId"));
        JsonNode last = api.read("/api/v1/frames/last");
        assertFalse(last.get("id").asText().isEmpty());
    }

    private static void assertOpenExr(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(0x76, bytes[0], file::toString);
        assertEquals(0x2f, bytes[1], file::toString);
    }

    private static void assertNothingPending(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().contains(".tablao")).toList());
        }
    }

    private static double mean(BufferedImage image) {
        long sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                sum += (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
            }
        }
        return sum / 3.0 / image.getWidth() / image.getHeight();
    }

    private static List<JsonNode> layer(List<JsonNode> frames, String layer) {
        return frames.stream()
                .filter(frame -> frame.get("layer").asText().equals(layer))
                .toList();
    }

    private static Set<String> texts(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.get(field).asText()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Integer> numbers(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Integer> numbersOf(List<JsonNode> frames) {
        return frames.stream()
                .map(frame -> frame.get("number").asInt())
                .sorted()
                .toList();
    }
}
