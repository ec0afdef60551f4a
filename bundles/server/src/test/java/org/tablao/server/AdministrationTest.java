package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.Administration;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.LimitSetting;
import org.tablao.nodeapi.farm.LimitView;
import org.tablao.nodeapi.farm.ProjectChange;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.pluginapi.schema.Problem;

class AdministrationTest {
    private final MemoryStore store = new MemoryStore();
    private final TestFarm server = new TestFarm(store);
    private final Administration administration = server.farm.administration();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsLimitsOverARestart() {
        put("nuke", new LimitSetting("farm", 4, "Licences"));
        put("nuke", new LimitSetting("farm", 3, "Licences"));
        put("disk", new LimitSetting("host", 1, ""));
        TestFarm.get(administration.deleteLimit(TestFarm.USER, "disk"));
        TestFarm.get(administration.deleteLimit(TestFarm.USER, "never there"));
        server.close();
        try (TestFarm restarted = new TestFarm(store)) {
            assertEquals(
                    List.of(new LimitView("nuke", "farm", 3, "Licences", 0, List.of())),
                    TestFarm.get(restarted.farm.administration().limits()));
        }
    }

    @Test
    void namesEveryFieldOfALimitAtFault() {
        RefusedException refused =
                TestFarm.refusal(administration.putLimit(TestFarm.USER, "a/b", new LimitSetting("studio", -1, "")));
        assertEquals(
                List.of("name", "scope", "amount"),
                refused.problems().stream().map(Problem::field).toList());
        assertEquals(List.of(), store.all(LimitRow.class));
        assertEquals(
                Refusal.NOT_FOUND,
                TestFarm.refusal(administration.limit("nuke")).refusal());
    }

    @Test
    void guaranteesNoMoreThanThereIs() {
        server.submit("1");
        TestFarm.get(server.farm.submit(
                TestFarm.USER, new Submission("frames", "b", "second", "", 50, "", Map.of("frames", "1")), ""));
        change("film", 70, 90);
        RefusedException refused =
                TestFarm.refusal(administration.changeProject(TestFarm.USER, "second", new ProjectChange(31, 100)));
        assertEquals(
                "The project is not accepted: guaranteed is 31.0, and the other projects have 70.0 already.",
                refused.getMessage());
        assertEquals(30, change("second", 30, -1).guaranteed());
        assertEquals(
                List.of("burst"),
                TestFarm.refusal(administration.changeProject(TestFarm.USER, "film", new ProjectChange(-1, 60)))
                        .problems()
                        .stream()
                        .map(Problem::field)
                        .toList());
    }

    @Test
    void carriesTheShareOfAProjectToTheManagersOfItsJobs() {
        JobView job = server.submit("1");
        Session manager = server.join("m1", "s1");
        assertEquals(
                100,
                server.available(manager, Duration.ofSeconds(5)).jobs().get(0).burst());
        change("film", 20, 60);
        Wish wish = server.available(manager, Duration.ofSeconds(5), new HeldJob(job.id(), 1, 1))
                .wishes()
                .get(0);
        assertEquals(List.of(20.0, 60.0), List.of(wish.guaranteed(), wish.burst()));
    }

    @Test
    void refusesTheSessionOfAManagerThatWasDeclaredDead() {
        server.submit("1");
        Session session = server.join("m1", "s1");
        server.available(session, Duration.ofSeconds(5));
        assertEquals(
                "lost",
                TestFarm.get(administration.declareDead(TestFarm.USER, session.nodeId()))
                        .status());
        assertEquals(
                Refusal.UNAUTHENTICATED,
                TestFarm.refusal(server.gate.heartbeat(session, List.of())).refusal());
    }

    @Test
    void doesNotDeclareAManagerDeadThatRunsInItsOwnProcess() {
        Session session = server.join("m1", store.storeId());
        assertEquals(
                Refusal.CONFLICT,
                TestFarm.refusal(administration.declareDead(TestFarm.USER, session.nodeId()))
                        .refusal());
        assertEquals(
                Refusal.NOT_FOUND,
                TestFarm.refusal(administration.declareDead(TestFarm.USER, "nobody"))
                        .refusal());
    }

    @Test
    void showsWhatManagersUseOfALimit() {
        put("nuke", new LimitSetting("host", 4, ""));
        Session session = server.join("m1", "s1");
        ManagerOrders orders = server.available(session, Duration.ofSeconds(5));
        assertEquals(4, orders.grants().get(0).amount());
        LimitView limit = TestFarm.get(administration.limit("nuke"));
        assertEquals(List.of(new LimitView.ManagerUse(session.nodeId(), "m1", 4, 0)), limit.managers());
    }

    private ProjectView change(String project, double guaranteed, double burst) {
        return TestFarm.get(administration.changeProject(TestFarm.USER, project, new ProjectChange(guaranteed, burst)));
    }

    private void put(String name, LimitSetting setting) {
        TestFarm.get(administration.putLimit(TestFarm.USER, name, setting));
    }
}
