package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;

/** What every database has to do. */
abstract class StoreContract {

    private OpenStore open;
    private Store store;

    /** A new one. */
    abstract Database database() throws Exception;

    @BeforeEach
    void opens() throws Exception {
        open = OpenStore.open(database(), 4);
        store = open.store();
    }

    @AfterEach
    void closes() {
        open.close();
    }

    static List<Class<? extends Row>> kinds() {
        return Samples.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepsEveryColumnOfEveryKindOfRow(Class<? extends Row> kind) throws StoreException {
        Row first = Samples.row(kind, 1);
        store.commit(List.of(new Change.Insert(first)));
        assertSame(List.of(first), store.all(kind));
        Row second = Samples.row(kind, 2);
        store.commit(List.of(new Change.Update(second)));
        assertSame(List.of(second), store.all(kind));
        store.commit(List.of(new Change.Delete(second)));
        assertEquals(List.of(), store.all(kind));
    }

    @Test
    void findsEntriesOfTheAuditNewestFirst() throws StoreException {
        List<AuditRow> entries = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String who = i % 2 == 0 ? "ana" : "ben";
            entries.add(new AuditRow(
                    "id-" + i, i * 10L, who, "artist", "POST /jobs", "J" + i, "done", "100% of_it!", "127.0.0.1"));
        }
        store.commit(entries.stream().<Change>map(Change.Insert::new).toList());
        for (AuditQuery query : List.of(
                new AuditQuery("", "", "", "", 0, Long.MAX_VALUE, "", 3),
                new AuditQuery("ana", "", "", "", 0, Long.MAX_VALUE, "", 10),
                new AuditQuery("", "done", "J3", "", 0, Long.MAX_VALUE, "", 10),
                new AuditQuery("", "", "", "0% of_it!", 15, 45, "id-4", 10),
                new AuditQuery("", "", "", "0_of", 0, Long.MAX_VALUE, "", 10))) {
            List<AuditRow> expected =
                    new ArrayList<>(entries.stream().filter(query::finds).toList());
            java.util.Collections.reverse(expected);
            assertEquals(expected.stream().limit(query.limit()).toList(), store.audit(query), query.toString());
        }
        assertEquals(entries.subList(0, 2), store.oldestAudit(2));
        assertEquals(5, store.countAudit());
        store.commit(List.of(new Change.Delete(entries.get(0))));
        assertEquals(List.of(entries.get(1)), store.oldestAudit(1));
        assertEquals(4, store.countAudit());
    }

    @Test
    void keepsLongTextsAndBytes() throws StoreException {
        String reason = "é".repeat(200_000);
        byte[] plan = new byte[3 << 20];
        plan[plan.length - 1] = 7;
        TaskRow task = new TaskRow("J", 1, 1, "failed", 1, 1, "w", "crashed", reason, "", 0, 0);
        store.commit(List.of(new Change.Insert(task), new Change.Insert(new BlobRow("a".repeat(64), plan))));
        assertEquals(List.of(task), store.tasks("J"));
        assertArrayEquals(plan, store.blob("a".repeat(64)).orElseThrow().bytes());
        assertEquals(Optional.empty(), store.blob("b".repeat(64)));
    }

    @Test
    void keepsWhatIsNoTextOfAnyDatabaseAsOneThatIs() throws StoreException {
        store.commit(List.of(new Change.Insert(new ProjectRow("A", "nul \0, half \ud83c, whole \ud83c\udfac", 1))));
        assertEquals(
                List.of(new ProjectRow("A", "nul \ufffd, half \ufffd, whole \ud83c\udfac", 1)),
                store.all(ProjectRow.class));
    }

    @Test
    void ordersKeysByCodePoint() throws StoreException {
        for (String id : List.of("b", "B", "a b", "é", "ab", "_")) {
            store.commit(List.of(new Change.Insert(Samples.project(id))));
        }
        assertEquals(
                List.of("B", "_", "a b", "ab", "b", "é"),
                store.all(ProjectRow.class).stream().map(ProjectRow::id).toList());
    }

    @Test
    void keepsOnlyWhatIsLeftOfSeveralChangesOfARow() throws StoreException {
        ProjectRow project = Samples.project("A");
        store.commit(List.of(
                new Change.Insert(project),
                new Change.Update(new ProjectRow("A", "once", 1)),
                new Change.Update(new ProjectRow("A", "twice", 1)),
                new Change.Insert(Samples.project("B")),
                new Change.Delete(Samples.project("B"))));
        assertEquals(List.of(new ProjectRow("A", "twice", 1)), store.all(ProjectRow.class));
        store.commit(List.of(
                new Change.Delete(project),
                new Change.Insert(project),
                new Change.Update(new ProjectRow("A", "anew", 1))));
        assertEquals(List.of(new ProjectRow("A", "anew", 1)), store.all(ProjectRow.class));
        store.commit(List.of(new Change.Update(project), new Change.Delete(project)));
        assertEquals(List.of(), store.all(ProjectRow.class));
    }

    @Test
    void refusesChangesOfARowThatDoNotFitEachOther() {
        ProjectRow project = Samples.project("A");
        assertEquals(
                "committing 2 changes: the row to update is not in table projects: A",
                refusal(new Change.Delete(project), new Change.Update(project)));
        assertEquals(
                "committing 2 changes: the row to insert is in table projects already: A",
                refusal(new Change.Insert(project), new Change.Insert(project)));
    }

    private String refusal(Change... changes) {
        return assertThrows(StoreException.class, () -> store.commit(List.of(changes)))
                .getMessage();
    }

    @Test
    void writesMoreRowsThanABatchHas() throws StoreException {
        List<ProjectRow> projects = IntStream.range(0, 2_345)
                .mapToObj(n -> new ProjectRow(String.format("P%05d", n), "p", n))
                .toList();
        store.commit(projects.stream().<Change>map(Change.Insert::new).toList());
        assertEquals(projects, store.all(ProjectRow.class));
        List<Change> updates = new ArrayList<>(
                projects.stream().<Change>map(Change.Update::new).toList());
        updates.add(new Change.Update(Samples.project("missing")));
        assertEquals(
                "committing 2346 changes: the row to update is not in table projects: missing",
                assertThrows(StoreException.class, () -> store.commit(updates)).getMessage());
    }

    @Test
    void appliesChangesInTheirOrder() throws StoreException {
        ProjectRow project = Samples.project("A");
        ProjectRow renamed = new ProjectRow("A", "renamed", 1);
        store.commit(List.of(
                new Change.Insert(project),
                new Change.Delete(project),
                new Change.Insert(project),
                new Change.Insert(Samples.project("B")),
                new Change.Update(renamed),
                new Change.Delete(Samples.project("B"))));
        assertEquals(List.of(renamed), store.all(ProjectRow.class));
    }

    @Test
    void keepsNothingOfACommitThatFails() throws StoreException {
        store.commit(List.of(new Change.Insert(Samples.project("A"))));
        StoreException refused = assertThrows(
                StoreException.class,
                () -> store.commit(List.of(
                        new Change.Insert(Samples.project("B")),
                        new Change.Delete(Samples.project("A")),
                        new Change.Update(Samples.project("C")))));
        assertEquals("committing 3 changes: the row to update is not in table projects: C", refused.getMessage());
        assertEquals(List.of(Samples.project("A")), store.all(ProjectRow.class));
    }

    @Test
    void refusesARowThatIsThereAlready() throws StoreException {
        store.commit(List.of(new Change.Insert(Samples.project("A"))));
        assertThrows(StoreException.class, () -> store.commit(List.of(new Change.Insert(Samples.project("A")))));
        store.commit(List.of(new Change.Insert(Samples.project("B"))));
        assertEquals(2, store.all(ProjectRow.class).size());
    }

    @Test
    void refusesASecondFrameOfTheSameJobLayerAndNumber() throws StoreException {
        FrameRow frame = Samples.frame("J", 1, "S", "expected", 0, "none");
        FrameRow twin = new FrameRow(
                "J",
                2,
                "P",
                "S",
                1,
                1,
                "main",
                1,
                "f",
                "/out",
                "expected",
                0,
                0,
                "",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                "none",
                "",
                "",
                "",
                0);
        store.commit(List.of(new Change.Insert(frame)));
        assertThrows(StoreException.class, () -> store.commit(List.of(new Change.Insert(twin))));
    }

    @Test
    void deletingWhatIsNotThereIsNoError() throws StoreException {
        store.commit(List.of(new Change.Delete(new OutboxRow(9, new byte[0]))));
        assertEquals(List.of(), store.all(OutboxRow.class));
    }

    @Test
    void findsTasksAndAttemptsOfAJob() throws StoreException {
        store.commit(List.of(
                new Change.Insert(task("J", 2)),
                new Change.Insert(task("J", 1)),
                new Change.Insert(task("K", 1)),
                new Change.Insert(attempt("J", 2, 1)),
                new Change.Insert(attempt("J", 1, 2)),
                new Change.Insert(attempt("J", 1, 1)),
                new Change.Insert(attempt("K", 1, 1))));
        assertEquals(List.of(task("J", 1), task("J", 2)), store.tasks("J"));
        assertEquals(
                List.of(attempt("J", 1, 1), attempt("J", 1, 2), attempt("J", 2, 1)),
                store.attempts("J", Optional.empty()));
        assertEquals(List.of(attempt("J", 2, 1)), store.attempts("J", Optional.of(2)));
    }

    @Test
    void readsOfAJobWhatAStartNeeds() throws StoreException {
        store.commit(List.of(
                new Change.Insert(attempt("J", 1, 1)),
                new Change.Insert(attempt("J", 1, 2)),
                new Change.Insert(attempt("J", 3, 1)),
                new Change.Insert(attempt("K", 7, 4)),
                new Change.Insert(Samples.frame("J", 2, "S", "expected", 0, "none")),
                new Change.Insert(Samples.frame("J", 1, "S", "published", 5, "none")),
                new Change.Insert(Samples.frame("K", 1, "S", "published", 5, "none"))));
        assertEquals(Map.of(1, 2, 3, 1), store.lastAttempts("J"));
        assertEquals(3, store.attempts("J", Set.of("running", "leased")).size());
        assertEquals(List.of(), store.attempts("J", Set.of("leased")));
        assertEquals(
                List.of(1, 2),
                store.framesOf("J").stream().map(FrameRow::ordinal).toList());
    }

    @Test
    void pagesTheFramesOfAJobWithoutAGap() throws StoreException {
        store.commit(IntStream.rangeClosed(1, 2_500)
                .<Change>mapToObj(n -> new Change.Insert(Samples.frame("J", n, "S", "expected", 0, "none")))
                .toList());
        List<Integer> numbers = new ArrayList<>();
        for (int offset = 0; offset < 2_500; offset += 1_000) {
            store.frames(FrameQuery.ofJob("J", offset, 1_000)).forEach(frame -> numbers.add(frame.number()));
        }
        assertEquals(IntStream.rangeClosed(1, 2_500).boxed().toList(), numbers);
        assertEquals(2_500, store.countFrames(FrameQuery.ofJob("J", 0, 10)));
        assertEquals(List.of(), store.frames(FrameQuery.ofJob("K", 0, 10)));
    }

    @Test
    void filtersFramesByEachField() throws StoreException {
        store.commit(List.of(
                new Change.Insert(Samples.frame("J", 1, "S", "published", 10, "made")),
                new Change.Insert(Samples.frame("J", 2, "S", "failed", 20, "none")),
                new Change.Insert(Samples.frame("K", 3, "S", "published", 30, "none")),
                new Change.Insert(Samples.frame("L", 4, "T", "published", 40, "failed"))));
        int any = Integer.MIN_VALUE;
        int all = Integer.MAX_VALUE;
        assertEquals(List.of(1, 2, 3), numbers(new FrameQuery("S", "", "", "", any, all, false, 0, 9)));
        assertEquals(List.of(1, 2), numbers(new FrameQuery("", "J", "main", "", any, all, false, 0, 9)));
        assertEquals(List.of(), numbers(new FrameQuery("", "J", "mist", "", any, all, false, 0, 9)));
        assertEquals(List.of(2, 3), numbers(new FrameQuery("S", "", "", "", 2, 3, false, 0, 9)));
        assertEquals(List.of(3), numbers(new FrameQuery("S", "", "", "published", 2, all, false, 0, 9)));
        assertEquals(List.of(4, 3), numbers(FrameQuery.newest(2)));
        assertEquals(List.of(3, 2, 1), numbers(new FrameQuery("S", "", "", "", any, all, true, 0, 9)));
        assertEquals(3, store.countFrames(FrameQuery.newest(1)));
        assertEquals(Optional.of(20L), store.frame("J", 2).map(FrameRow::renderedAtMillis));
        assertEquals(Optional.empty(), store.frame("J", 3));
    }

    @Test
    void findsPublishedFramesWithoutThumbnailOldestFirst() throws StoreException {
        store.commit(List.of(
                new Change.Insert(Samples.frame("J", 1, "S", "published", 40, "none")),
                new Change.Insert(Samples.frame("J", 2, "S", "published", 10, "made")),
                new Change.Insert(Samples.frame("J", 3, "S", "published", 20, "failed")),
                new Change.Insert(Samples.frame("J", 4, "S", "expected", 0, "none")),
                new Change.Insert(Samples.frame("J", 5, "S", "published", 30, "none"))));
        assertEquals(
                List.of(5, 1),
                store.framesWithoutThumbnail(9).stream().map(FrameRow::number).toList());
        assertEquals(1, store.framesWithoutThumbnail(1).size());
    }

    @Test
    void refusesAPageThatIsTooLong() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> store.frames(FrameQuery.ofJob("J", 0, 1_001)));
        assertEquals("a page has 1 to 1000 rows from 0 on, not 1001 from 0", refused.getMessage());
    }

    private List<Integer> numbers(FrameQuery query) throws StoreException {
        return store.frames(query).stream().map(FrameRow::number).toList();
    }

    private static TaskRow task(String job, int number) {
        return new TaskRow(job, number, 1, "running", 1, 0, "w", "", "", "", 0, 0);
    }

    private static AttemptRow attempt(String job, int task, int number) {
        return new AttemptRow(job, task, number, 1, "running", "w", "", "", "", 0, 0, 0, "[]", "{}");
    }

    /** Arrays in records are equal only as the same object. */
    private static void assertSame(List<? extends Row> expected, List<? extends Row> actual) {
        assertEquals(
                expected.stream().map(Samples::values).toList(),
                actual.stream().map(Samples::values).toList());
    }
}
