package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeatsTest {
    @TempDir
    Path folder;

    @Test
    void measuresHowLongTwoAttemptsOfATaskLivedAtOnce() throws IOException {
        alive("J.1.1", 1_000, 5_000);
        alive("J.1.2", 4_200, 6_000);
        alive("J.2.1", 0, 9_000);
        assertEquals(800, Beats.longestOverlapMillis(folder));
    }

    @Test
    void findsNoneWhereOneFollowsTheOther() throws IOException {
        alive("J.1.1", 1_000, 2_000);
        alive("J.1.2", 2_500, 6_000);
        assertEquals(-500, Beats.longestOverlapMillis(folder), "so long nobody lived");
    }

    private void alive(String attempt, long from, long to) throws IOException {
        Files.writeString(folder.resolve(attempt), beat(from) + "\n" + beat(to) + "\n12");
    }

    private static String beat(long millis) {
        return Long.toString(1_700_000_000_000L + millis);
    }
}
