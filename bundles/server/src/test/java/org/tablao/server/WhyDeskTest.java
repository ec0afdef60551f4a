package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tablao.server.TestFarm.get;
import static org.tablao.server.TestFarm.refusal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.PolicyView;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.link.ManagerCalls;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.manager.Why.GateAnswer;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

class WhyDeskTest {
    private static final PolicyState STATE = new PolicyState("priority", "", "", "", 0, 0, List.of());

    private final TestFarm server = new TestFarm(new MemoryStore());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysThatNoManagerHasTheJob() {
        JobView job = server.submit("1-2");
        Why why = get(server.farm.why(job.id() + ".1"));
        assertEquals("queued", why.status());
        assertEquals("No manager is available.", why.summary());
        assertEquals(List.of("jobs", "start", "paused", "manager"), gates(why));
        assertEquals("Start a manager.", why.gates().get(3).change());
    }

    @Test
    void passesOnWhatTheManagerSays() {
        JobView job = leased();
        server.managers.addManagerCalls(new OneManager());
        Why why = get(server.farm.why(job.id() + ".1"));
        assertEquals("The job is paused.", why.summary());
        assertEquals(List.of("jobs", "start", "manager", "paused"), gates(why));
    }

    @Test
    void saysThatTheManagerCannotBeAsked() {
        JobView job = leased();
        Why why = get(server.farm.why(job.id() + ".1"));
        assertEquals(
                "The job is with manager m1, which cannot be asked: Manager m1 cannot be asked now.", why.summary());
        assertEquals(
                "Manager m1 cannot be asked now.",
                get(server.farm.policies()).get(0).problem());
    }

    @Test
    void saysThatTheManagerHasNotTakenTheJobYet() {
        JobView job = leased();
        server.managers.addManagerCalls(new OneManager());
        assertEquals(
                "Manager m1 does not have the job yet.",
                get(server.farm.why(job.id() + ".2")).summary());
    }

    @Test
    void knowsNoTaskThatIsNotThere() {
        JobView job = server.submit("1-2");
        assertEquals(
                Refusal.NOT_FOUND, refusal(server.farm.why(job.id() + ".3")).refusal());
        assertEquals(Refusal.NOT_FOUND, refusal(server.farm.why("nonsense")).refusal());
    }

    @Test
    void tellsThePolicyOfEachManager() {
        leased();
        server.managers.addManagerCalls(new OneManager());
        PolicyView view = get(server.farm.policies()).get(0);
        assertEquals("m1", view.manager());
        assertEquals(STATE, view.state());
    }

    private static List<String> gates(Why why) {
        return why.gates().stream().map(GateAnswer::gate).toList();
    }

    private JobView leased() {
        JobView job = server.submit("1-2");
        Session session = server.join("m1", "its own store");
        server.available(session, Duration.ZERO);
        return job;
    }

    private static final class OneManager implements ManagerCalls, ManagerQuestions {
        @Override
        public AttemptLogs attemptLogs(String managerUrl, String callbackToken) {
            throw new UnsupportedOperationException("nobody reads logs here");
        }

        @Override
        public ManagerQuestions questions(String managerUrl, String callbackToken) {
            assertEquals("secret", callbackToken);
            return this;
        }

        @Override
        public CompletionStage<Why> why(String taskId) {
            GateAnswer paused = new GateAnswer("paused", false, "The job is paused.", "Resume the job.", "", "");
            return taskId.endsWith(".1")
                    ? CompletableFuture.completedFuture(new Why(taskId, "queued", paused.reason(), List.of(paused)))
                    : CompletableFuture.failedFuture(new RefusedException(Refusal.NOT_FOUND, "No such task.", ""));
        }

        @Override
        public CompletionStage<PolicyState> policies() {
            return CompletableFuture.completedFuture(STATE);
        }
    }
}
