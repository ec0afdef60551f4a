package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;

class PatienceTest {
    private final Stage stage = new Stage();

    @Test
    void endsAnAttemptThatRunsTooLongWhateverItsWorkerThenSays() {
        job(60, 0);
        String lease = stage.work("ann");
        beat(lease, 0.1);
        stage.pass(20);
        beat(lease, 0.4);
        stage.pass(25);
        assertFalse(beat(lease, 0.7).stop());
        stage.pass(20);
        assertEquals("timed-out", beat(lease, 0.9).outcome());
        stage.report("ann", lease, "completed");
        assertEquals("timed-out", stage.attempt(lease).outcome());
        assertEquals("It ran longer than 60 s.", stage.attempt(lease).reason());
        assertEquals(1, stage.taskRow(Stage.JOB, 1).failures());
        assertEquals("queued", stage.task(1));
    }

    @Test
    void endsAnAttemptThatShowsNoSignOfLife() {
        job(0, 30);
        String lease = stage.work("ann");
        beat(lease, 0.1);
        stage.pass(20);
        beat(lease, 0.2);
        stage.pass(20);
        assertFalse(beat(lease, 0.2).stop());
        stage.pass(20);
        assertEquals("timed-out", beat(lease, 0.2).outcome());
        stage.report("ann", lease, "timed-out");
        assertEquals("It showed no sign of life for 30 s.", stage.attempt(lease).reason());
    }

    @Test
    void takesALineOfTheLogForASignOfLife() {
        job(0, 30);
        String lease = stage.work("ann");
        beat(lease, 0.1);
        for (int i = 0; i < 5; i++) {
            stage.pass(20);
            stage.state().mayLog("ann", lease, stage.nanos());
            assertFalse(beat(lease, 0.1).stop());
        }
    }

    @Test
    void countsAnewWhatRanWhenTheManagerWasStartedAnew() {
        job(60, 0);
        String lease = stage.work("ann");
        beat(lease, 0.1);
        stage.pass(30);
        beat(lease, 0.2);
        stage.restart();
        beat(lease, 0.3);
        stage.pass(30);
        beat(lease, 0.4);
        stage.pass(25);
        assertFalse(beat(lease, 0.5).stop());
        stage.pass(10);
        assertEquals("timed-out", beat(lease, 0.6).outcome());
    }

    @Test
    void tellsTheWorkerTheBounds() {
        job(60, 30);
        stage.join("ann");
        assertEquals(60, stage.ask("ann").get(0).taskSeconds());
    }

    private void job(double taskSeconds, double silentSeconds) {
        JobTerms terms = new JobTerms("ascending", 0, 0, 0, taskSeconds, silentSeconds, 0);
        JobPlan plan = new JobPlan(Stage.JOB, List.of(Stage.planned(1)), List.of(), terms);
        stage.store.plans.put("plan-" + Stage.JOB, plan);
        stage.run(step -> stage.state().leaseJob(step, Stage.leaseOf(Stage.JOB, 50), plan));
    }

    private HeartbeatAnswer beat(String lease, double progress) {
        Heartbeat heartbeat = new Heartbeat(stage.leases.get(lease).claim(), progress, "frame 1", 0);
        return stage.call(step -> stage.state().heartbeat(step, "ann", lease, heartbeat));
    }
}
