package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/** A store of an earlier Tablao is brought up, with all that was in it. */
class MigrationTest {

    /** What schema 1 had, and what came into its tables later, which has its default. */
    private static final Map<Class<? extends Row>, Set<String>> ADDED_SINCE_1 = Map.ofEntries(
            Map.entry(AttemptRow.class, Set.of("gpus", "ahead")),
            Map.entry(BlobRow.class, Set.of()),
            Map.entry(FrameRow.class, Set.of()),
            Map.entry(JobRow.class, Set.of()),
            Map.entry(LeasedJobRow.class, Set.of()),
            Map.entry(ManagerRow.class, Set.of()),
            Map.entry(OutboxRow.class, Set.of()),
            Map.entry(ProjectRow.class, Set.of("guaranteed", "burst")),
            Map.entry(ShotRow.class, Set.of()),
            Map.entry(TaskRow.class, Set.of("notBeforeMillis", "memoryBytes", "wanted", "publishedFrames")),
            Map.entry(WorkerRow.class, Set.of("resources", "wanted", "wishRevision", "schedule")));

    @TempDir
    Path home;

    @Test
    void bringsUpADatabaseOfSchema1() throws Exception {
        Path path = home.resolve("data/store");
        Fixture.unpack(1, path);
        try (OpenStore open = OpenStore.open(Samples.derby(path), 4)) {
            Store store = open.store();
            assertEquals("the-store", store.storeId());
            for (Map.Entry<Class<? extends Row>, Set<String>> kind : ADDED_SINCE_1.entrySet()) {
                List<? extends Row> rows = store.all(kind.getKey());
                assertEquals(1, rows.size(), kind.getKey().getSimpleName());
                assertKept(rows.get(0), kind.getValue());
            }
            ProjectRow project = store.all(ProjectRow.class).get(0);
            assertEquals(0, project.guaranteed());
            assertEquals(100, project.burst());
            store.commit(List.of(new Change.Insert(Samples.project("new"))));
        }
        try (OpenStore open = OpenStore.open(Samples.derby(path), 4)) {
            assertEquals(2, open.store().all(ProjectRow.class).size());
        }
    }

    private static void assertKept(Row row, Set<String> added) throws Exception {
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            if (!added.contains(component.getName())) {
                String column = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                Object expected = Fixture.value(column, component.getType());
                Object kept = component.getAccessor().invoke(row);
                if (expected instanceof byte[] bytes) {
                    assertArrayEquals(bytes, (byte[]) kept, column);
                } else {
                    assertEquals(expected, kept, column);
                }
            }
        }
    }
}
