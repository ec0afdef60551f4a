package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tablao.server.TestFarm.get;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.farm.LimitSetting;
import org.tablao.nodeapi.farm.ProjectChange;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;

/** What users change stands in the audit in the same commit. */
class DeedsTest {
    private static final Caller ANA = new Caller("ana", Caller.Kind.WRANGLER).from("127.0.0.9");

    private final MemoryStore store = new MemoryStore();
    private final TestFarm server = new TestFarm(store);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyChangeOfAJobIsInOneCommitWithItsEntry() {
        String job = get(server.farm.submit(ANA, TestFarm.submission(Map.of("frames", "1-3")), "key"))
                .id();
        assertTogether(JobRow.class, "submit job", job, "a job");
        get(server.farm.change(ANA, job, new JobChange("pause", 70)));
        assertTogether(JobRow.class, "change job", job, "pause priority 70");
        get(server.farm.cancel(ANA, job));
        assertTogether(JobRow.class, "cancel job", job, "");
        get(server.farm.requeue(ANA, job, "all"));
        assertTogether(JobRow.class, "requeue tasks", job, "tasks all");
        get(server.farm.want(ANA, job + ".2", "cancel"));
        assertTogether(JobRow.class, "change task", job + ".2", "cancel");
    }

    @Test
    void everyChangeOfTheFarmIsInOneCommitWithItsEntry() {
        get(server.farm.administration().putLimit(ANA, "nuke", new LimitSetting("farm", 4, "Licences")));
        assertTogether(LimitRow.class, "set limit", "nuke", "4 farm Licences");
        get(server.farm.administration().deleteLimit(ANA, "nuke"));
        assertTogether(LimitRow.class, "remove limit", "nuke", "");
        server.submit("1");
        ProjectRow project = store.all(ProjectRow.class).get(0);
        get(server.farm.administration().changeProject(ANA, project.id(), new ProjectChange(20, 80)));
        assertTogether(ProjectRow.class, "change project", project.id(), "film guaranteed 20.0 burst 80.0");
        Session manager = server.join("m1", "elsewhere");
        server.available(manager, Duration.ZERO);
        get(server.farm.administration().declareDead(ANA, manager.nodeId()));
        assertTogether(ManagerRow.class, "declare manager dead", manager.nodeId(), "m1");
    }

    @Test
    void whatWasNotDoneHasNoEntry() {
        String job = get(server.farm.submit(ANA, TestFarm.submission(Map.of("frames", "1")), "key"))
                .id();
        int before = entries().size();
        assertEquals(
                job,
                get(server.farm.submit(ANA, TestFarm.submission(Map.of("frames", "1")), "key"))
                        .id());
        assertEquals(
                Refusal.NOT_FOUND,
                TestFarm.refusal(server.farm.cancel(ANA, "01K3V5Q8ZR2M7")).refusal());
        assertEquals(
                Refusal.INVALID,
                TestFarm.refusal(server.farm.requeue(ANA, job, "9")).refusal());
        get(server.farm.administration().deleteLimit(ANA, "never there"));
        store.full(true);
        assertEquals(
                Refusal.UNAVAILABLE,
                TestFarm.refusal(server.farm.change(ANA, job, new JobChange("pause", -1)))
                        .refusal());
        store.full(false);
        assertEquals(before, entries().size());
    }

    private List<AuditRow> entries() {
        return store.all(AuditRow.class);
    }

    private void assertTogether(Class<? extends Row> changed, String action, String object, String detail) {
        List<Change> commit = store.commits().stream()
                .filter(changes -> changes.stream()
                        .anyMatch(change -> change.row() instanceof AuditRow entry
                                && entry.action().equals(action)
                                && entry.object().equals(object)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry of " + action));
        assertTrue(
                commit.stream().anyMatch(change -> changed.isInstance(change.row())),
                () -> action + " is committed apart from its entry: " + commit);
        AuditRow entry = commit.stream()
                .map(Change::row)
                .filter(AuditRow.class::isInstance)
                .map(AuditRow.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("ana", "wrangler", "done", detail, "127.0.0.9"),
                List.of(entry.who(), entry.kind(), entry.outcome(), entry.detail(), entry.address()));
    }
}
