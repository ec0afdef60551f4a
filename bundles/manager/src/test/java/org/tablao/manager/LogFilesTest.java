package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

class LogFilesTest {
    private static final String ATTEMPT = "01J9Z3K4M5N6P.12.3";

    @TempDir
    Path folder;

    private LogFiles logs;

    @BeforeEach
    void open() {
        logs = new LogFiles(folder, 10);
    }

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void appendsAndReadsByOffset() {
        assertEquals(3, append(0, "one"));
        assertEquals(6, append(3, "two"));
        assertEquals("onetwo", read(0, 100));
        assertEquals("etw", read(2, 3));
        assertEquals("", read(6, 100));
        assertEquals(6, Room.get(logs.read(ATTEMPT, 0, 1)).length());
    }

    @Test
    void writesWhatComesTwiceOnce() {
        append(0, "one");
        assertEquals(3, append(0, "one"));
        assertEquals(6, append(1, "netwo"));
        assertEquals("onetwo", read(0, 100));
    }

    @Test
    void takesNoPieceAfterAGap() {
        append(0, "one");
        assertEquals(3, append(5, "late"));
        assertEquals("one", read(0, 100));
    }

    @Test
    void dropsWhatIsBeyondTheMostAndSaysThatItWasTaken() {
        assertEquals(12, append(0, "0123456789ab"));
        assertEquals(14, append(12, "cd"));
        assertEquals("0123456789", read(0, 100));
    }

    @Test
    void refusesWhatIsNoAttempt() {
        for (String wrong : new String[] {"../../etc/passwd", "01J9Z3K4M5N6P.1", "01J9Z3K4M5N6P.1.1"}) {
            assertEquals(
                    Refusal.NOT_FOUND,
                    assertThrows(RefusedException.class, () -> Room.get(logs.read(wrong, 0, 10)))
                            .refusal());
        }
    }

    private long append(long offset, String text) {
        return Room.get(logs.append(ATTEMPT, offset, text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read(long offset, int most) {
        return new String(Room.get(logs.read(ATTEMPT, offset, most)).bytes(), StandardCharsets.UTF_8);
    }
}
