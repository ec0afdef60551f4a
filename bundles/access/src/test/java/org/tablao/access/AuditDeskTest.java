package org.tablao.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.StoreException;

@Timeout(30)
class AuditDeskTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final RowsInMemory store = new RowsInMemory();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void writesWhatWasToldBeforeItEnds() {
        AuditDesk desk = desk();
        for (int i = 0; i < 5_000; i++) {
            desk.tell(entry("refused"));
        }
        desk.close();
        long counted = store.all(AuditRow.class).stream()
                .map(AuditRow::detail)
                .mapToLong(detail -> detail.isEmpty() ? 1 : Long.parseLong(detail.split(" ")[0]))
                .sum();
        assertEquals(5_000, counted);
    }

    @Test
    void saysThatAnEntryIsNotKeptWhenTheStoreDoesNotAnswer() throws Exception {
        AuditDesk desk = desk();
        store.broken = true;
        ExecutionException failed = assertThrows(
                ExecutionException.class,
                () -> desk.note(entry("done")).toCompletableFuture().get(20, TimeUnit.SECONDS));
        assertInstanceOf(RefusedException.class, failed.getCause());
        store.broken = false;
        desk.close();
        assertEquals(List.of(), store.all(AuditRow.class));
    }

    @Test
    void keepsEachTextWithinItsColumn() throws Exception {
        AuditRow long1 = new AuditRow(
                "id",
                1,
                "w".repeat(99),
                "artist",
                "a",
                "o".repeat(2_000),
                "no",
                "\u0000x\ud83d" + "\ud83d\ude00".repeat(2_000),
                "");
        assertEquals(64, long1.who().length());
        assertEquals(1_024, long1.object().length());
        assertEquals(" x\ufffd\ud83d\ude00", long1.detail().substring(0, 5));
        assertEquals(2_048, long1.detail().length());
        assertEquals("\ude00\u2026", long1.detail().substring(2_046), "no half of a character");
    }

    @Test
    void removesWhatIsTooOldInStepsAndSaysSo() throws Exception {
        fill(1_200, Duration.ofDays(31));
        fill(30, Duration.ofDays(29));
        new Retention(store, clock, 30, 0).prune();
        List<AuditRow> left = store.all(AuditRow.class);
        assertEquals(30, left.stream().filter(row -> row.action().equals("x")).count());
        assertEquals(
                List.of("500 entries", "500 entries", "200 entries"),
                left.stream()
                        .filter(row -> row.action().equals("prune audit"))
                        .map(row -> row.detail().replaceAll(" up to.*", ""))
                        .toList());
    }

    @Test
    void removesTheOldestBeyondANumber() throws Exception {
        fill(700, Duration.ofDays(2));
        fill(100, Duration.ofDays(1));
        new Retention(store, clock, 0, 100).prune();
        assertEquals(
                100,
                store.all(AuditRow.class).stream()
                        .filter(row -> row.action().equals("x"))
                        .filter(row ->
                                row.atMillis() == NOW.minus(Duration.ofDays(1)).toEpochMilli())
                        .count());
        assertEquals(102, store.all(AuditRow.class).size());
    }

    @Test
    void removesNothingWithoutABound() throws Exception {
        fill(10, Duration.ofDays(4_000));
        new Retention(store, clock, 0, 0).prune();
        assertEquals(10, store.all(AuditRow.class).size());
    }

    private AuditDesk desk() {
        return new AuditDesk(store, clock, Ticker.system(), new Retention(store, clock, 0, 0));
    }

    private void fill(int count, Duration age) throws StoreException {
        long millis = NOW.minus(age).toEpochMilli();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = String.format("%013d-%06d", millis, i);
            changes.add(new Change.Insert(new AuditRow(id, millis, "ana", "artist", "x", "", "done", "", "")));
        }
        store.commit(changes);
    }

    private static AuditRow entry(String outcome) {
        return new AuditRow("", 0, "ana", "artist", "POST /jobs", "/jobs", outcome, "", "127.0.0.1");
    }
}
