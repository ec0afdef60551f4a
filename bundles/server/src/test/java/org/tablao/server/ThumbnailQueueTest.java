package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tablao.server.TestFarm.completed;
import static org.tablao.server.TestFarm.get;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.farm.FarmEvent;
import org.tablao.nodeapi.farm.FrameFiles.ServedFile;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.pluginapi.image.Thumbnail;

class ThumbnailQueueTest {
    private final TestFarm server = new TestFarm(new MemoryStore());
    private final LinkedBlockingQueue<FarmEvent> events = new LinkedBlockingQueue<>();

    @TempDir
    Path home;

    private ThumbnailQueue queue;

    @BeforeEach
    void start() {
        queue = new ThumbnailQueue(server.room, new Node(home));
        server.room.events().subscribe("", events::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        queue.close();
        server.close();
    }

    @Test
    void makesTheThumbnailOfAPublishedFrame() throws Exception {
        queue.addThumbnailStudio((file, width) -> Thumbnail.jpeg(new byte[] {1, (byte) width}, 640, 360));
        FrameView frame = publish(Files.createFile(home.resolve("1.png")));
        assertEquals("made", frame.thumbnail());
        assertEquals("image/jpeg", frame.thumbnailType());

        ServedFile small = get(new ServedFrames(server.room, new Node(home)).thumbnail(frame.id()));
        assertEquals(
                home.toRealPath().resolve("data/thumbnails/" + frame.shotId() + "/" + frame.name() + "_thumbnail.jpg"),
                small.file());
        assertArrayEquals(new byte[] {1, (byte) 320}, Files.readAllBytes(small.file()));
        assertEquals(frame.thumbnailSha256(), small.sha256());
        assertEquals(Optional.of(frame), get(server.farm.lastFrame()));
    }

    @Test
    void makesAPngOfATransparentFrame() throws Exception {
        queue.addThumbnailStudio((file, width) -> Thumbnail.png(new byte[] {1}, 640, 360));
        FrameView frame = publish(Files.createFile(home.resolve("1.png")));
        assertEquals("image/png", frame.thumbnailType());
    }

    @Test
    void marksAFrameThatTheServerDoesNotSee() throws Exception {
        queue.addThumbnailStudio((file, width) -> Thumbnail.jpeg(new byte[] {1}, 640, 360));
        assertEquals("failed", publish(home.resolve("nowhere.png")).thumbnail());
        assertEquals(Optional.empty(), get(server.farm.lastFrame()));
    }

    @Test
    void goesOnAfterAFrameThatCannotBeDecoded() throws Exception {
        Path bad = Files.createFile(home.resolve("bad.png"));
        queue.addThumbnailStudio((file, width) -> {
            if (file.equals(bad)) {
                throw new IOException("not an image");
            }
            return Thumbnail.jpeg(new byte[] {1}, 640, 360);
        });
        assertEquals("failed", publish(bad).thumbnail());
    }

    @Test
    void letsFramesWaitUntilThereIsAStudio() throws Exception {
        Path image = Files.createFile(home.resolve("1.png"));
        published(image);
        queue.addThumbnailStudio((file, width) -> Thumbnail.jpeg(new byte[] {1}, 640, 360));
        assertEquals("made", settled().thumbnail());
    }

    private FrameView publish(Path file) throws InterruptedException {
        published(file);
        return settled();
    }

    private void published(Path file) {
        Session session = server.join("m1", "its own store");
        JobView job = server.submit("1");
        server.available(session, Duration.ZERO);
        get(server.gate.events(session, List.of(completed(1, job.id(), 1, file.toString()))));
    }

    private FrameView settled() throws InterruptedException {
        while (true) {
            FarmEvent event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no thumbnail within 20 s");
            }
            if (event.data() instanceof FrameView frame && !frame.thumbnail().equals("none")) {
                return frame;
            }
        }
    }

    private record Node(Path home) implements NodeInfo {
        @Override
        public Set<String> roles() {
            return Set.of("server");
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Path data() {
            return home.resolve("data");
        }

        @Override
        public Optional<Integer> port() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> server() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> manager() {
            return Optional.empty();
        }

        @Override
        public Optional<String> joinToken() {
            return Optional.empty();
        }
    }
}
