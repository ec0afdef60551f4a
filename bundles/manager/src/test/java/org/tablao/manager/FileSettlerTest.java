package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.core.manager.Effects;
import org.tablao.nodeapi.worker.ReportedFile;

class FileSettlerTest {
    private static final byte[] FRAME = "a frame".getBytes(StandardCharsets.UTF_8);

    private long now;
    private final FileSettler settler = new FileSettler(() -> now);

    @TempDir
    Path home;

    private Path pending;
    private Path target;

    @BeforeEach
    void render() throws IOException {
        pending = Files.createDirectories(home.resolve(".tablao/J.1.1")).resolve("f_1");
        target = home.resolve("f_1");
        Files.write(pending, FRAME);
    }

    @AfterEach
    void close() {
        settler.close();
    }

    @Test
    void putsInPlaceWhatItsWorkerDidNot() {
        assertEquals(Optional.of(""), settle(1));
        assertTrue(Files.exists(target));
        assertEquals(Optional.of(""), settle(1), "as often as needed");
    }

    @Test
    void putsNothingInPlaceOnceTheLeaseOfTheJobHasEnded() {
        now = 1;
        assertEquals(Optional.empty(), settle(1));
        assertFalse(Files.exists(target));
        assertTrue(Files.exists(pending));
    }

    @Test
    void findsWhatIsInPlaceWheneverThatIs() throws IOException {
        Files.move(pending, target);
        now = 1;
        assertEquals(Optional.of(""), settle(1));
    }

    private Optional<String> settle(long untilNanos) {
        ReportedFile file = new ReportedFile(
                true, "main", 1, pending.toString(), target.toString(), FRAME.length, Sha256.of(FRAME), 1, 1, Map.of());
        return settler.settle(new Effects.Settlement("J.1.1", List.of(file), untilNanos))
                .toCompletableFuture()
                .join();
    }
}
