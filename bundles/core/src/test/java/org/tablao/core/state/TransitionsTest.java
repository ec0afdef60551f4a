package org.tablao.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    /** Read by people, and by this test: what it says is what holds. */
    private static final Path DOCUMENT = Path.of("../../docs/reference/statuses.md");

    @Test
    void allowsWhatTheDocumentSaysAndNothingElse() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(kinds().flatMap(TransitionsTest::rowsOf).toList(), rows);
    }

    @Test
    void walksEveryPairAndMovesOnlyWhereItIsAllowed() {
        long walked = pairs(JobStatus.values())
                + pairs(TaskStatus.values())
                + pairs(AttemptStatus.values())
                + pairs(WorkerStatus.values())
                + pairs(ManagerStatus.values())
                + pairs(FrameStatus.values())
                + pairs(PluginStatus.values());
        assertEquals(7 * 7 + 7 * 7 + 9 * 9 + 7 * 7 + 5 * 5 + 6 * 6 + 5 * 5, walked);
    }

    @Test
    void tellsWhichStepWasNotAllowed() {
        assertEquals(
                "AttemptStatus cannot go from lost to accepted",
                assertThrows(
                                IllegalStateException.class,
                                () -> Transitions.move(AttemptStatus.LOST, AttemptStatus.ACCEPTED))
                        .getMessage());
    }

    @Test
    void leavesNoEndedAttempt() {
        for (AttemptStatus status : AttemptStatus.values()) {
            assertEquals(status.ended(), Transitions.next(status).isEmpty(), status.wireName());
        }
    }

    @Test
    void readsAStatusAsItIsWritten() {
        assertEquals(TaskStatus.QUEUED, Status.ofWireName(TaskStatus.class, "queued"));
        assertEquals(
                "'done' is not a TaskStatus",
                assertThrows(IllegalArgumentException.class, () -> Status.ofWireName(TaskStatus.class, "done"))
                        .getMessage());
    }

    private static <S extends Enum<S> & Status> long pairs(S[] statuses) {
        long walked = 0;
        for (S from : statuses) {
            for (S to : statuses) {
                if (Transitions.next(from).contains(to)) {
                    assertEquals(to, Transitions.move(from, to));
                } else {
                    assertThrows(IllegalStateException.class, () -> Transitions.move(from, to));
                }
                walked++;
            }
        }
        return walked;
    }

    private static Stream<Status[]> kinds() {
        return Stream.of(
                JobStatus.values(),
                TaskStatus.values(),
                AttemptStatus.values(),
                WorkerStatus.values(),
                ManagerStatus.values(),
                FrameStatus.values(),
                PluginStatus.values());
    }

    private static Stream<String> rowsOf(Status[] statuses) {
        return Stream.of(statuses).map(from -> "| `" + from.wireName() + "` | " + nextOf(from) + " |");
    }

    private static String nextOf(Status from) {
        Set<Status> next = Transitions.following(from);
        return next.isEmpty()
                ? "–"
                : next.stream().map(status -> "`" + status.wireName() + "`").collect(Collectors.joining(" "));
    }
}
