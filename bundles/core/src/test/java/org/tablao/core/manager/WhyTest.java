package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.manager.Why.GateAnswer;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;

class WhyTest {
    private static final long GIB = 1L << 30;

    private final Stage stage = new Stage();

    @Test
    void saysThatThereIsNoWorker() {
        stage.job(1);
        assertEquals("No worker has ever come to this manager.", why(1).summary());
    }

    @Test
    void saysWhereATaskRuns() {
        stage.job(1);
        stage.work("ann");
        assertEquals("It runs on worker ann.", why(1).summary());
        assertEquals("running", why(1).status());
    }

    @Test
    void saysForWhichTasksItWaits() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2), Stage.planned(3, 1, 2)));
        stage.work("ann");
        GateAnswer gate = closed(why(3));
        assertEquals("It waits for tasks 1 (running), 2 (queued).", gate.reason());
        assertEquals("Those tasks have to be completed.", gate.change());
    }

    @Test
    void saysThatTheJobIsPaused() {
        stage.job(1);
        stage.wish(2, "pause", 50);
        assertEquals(new GateAnswer("paused", false, "The job is paused.", "Resume the job.", "", ""), closed(why(1)));
    }

    @Test
    void namesTheNearestWorkerAndWhatItDoesNotMeet() {
        stage.job(Stage.JOB, 50, List.of(Stage.plannedNeeding(1, "org.tablao.tag;(tag=gpu-room)")));
        stage.join("ann");
        stage.ask("ann", List.of(new Capability("org.tablao.tag", Map.of("tag", "office"))), 1, List.of(), 0);
        assertEquals(
                new GateAnswer(
                        "capabilities",
                        false,
                        "Worker ann does not meet org.tablao.tag;(tag=gpu-room).",
                        "Bring a worker that does, or install what is missing.",
                        "ann",
                        "ann"),
                closed(why(1)));
    }

    @Test
    void prefersAWorkerThatIsBusyToOneThatCouldNeverRunIt() {
        stage.job(2);
        stage.job(Stage.OTHER_JOB, 50, List.of(needing(1, new Needs(1, 6 * GIB, 0, 0, "", Map.of()))));
        stage.join("small");
        stage.join("large");
        ask("small", 2 * GIB);
        ask("large", 8 * GIB);
        GateAnswer gate = closed(stage.call(step -> stage.state().why(step, Stage.OTHER_JOB + ".1")));
        assertEquals("Worker large has 0 of 1 slots free, and the task needs 1.", gate.reason());
        assertEquals("A task has to end there.", gate.change());
    }

    @Test
    void saysThatALimitIsNotDefinedAndThenThatItIsInUse() {
        Needs licence = new Needs(1, 0, 0, 0, "", Map.of("nuke", 1L));
        stage.job(Stage.JOB, 50, List.of(needing(1, licence), needing(2, licence)));
        stage.join("ann");
        assertEquals("Limit nuke is not defined.", closed(why(1)).reason());
        stage.run(step -> stage.state().grant(step, new LimitGrant("nuke", "farm", 1, 1)));
        stage.ask("ann", 2, List.of(), 0);
        assertEquals(
                "Limit nuke: 1 of 1 are in use, and the task needs 1.",
                closed(why(2)).reason());
    }

    @Test
    void saysWhichTaskGoesBeforeItAndWhy() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2)));
        stage.job(Stage.OTHER_JOB, 60, List.of(Stage.planned(1)));
        stage.join("ann");
        stage.ask("ann", 1, List.of("filled elsewhere"), 0);
        GateAnswer gate = closed(why(1));
        assertEquals("turn", gate.gate());
        assertEquals(
                "Task 1 of job Job " + Stage.OTHER_JOB + " goes first on worker ann: it ranks higher (60 to 50).",
                gate.reason());
        Why first = stage.call(step -> stage.state().why(step, Stage.OTHER_JOB + ".1"));
        assertEquals("Nothing is in its way: it goes first when a worker asks.", first.summary());
        assertTrue(first.gates().stream().allMatch(GateAnswer::open));
    }

    @Test
    void saysThatAWorkerFailedAtItBefore() {
        stage.job(2);
        String first = stage.work("ann");
        stage.work("bob");
        stage.report("ann", first, "crashed");
        Why why = stage.call(step -> stage.state().why(step, Stage.JOB + ".1", "ann"));
        assertEquals("tried-before", closed(why).gate());
        assertEquals(
                "The job failed on worker ann before: it is tried again on another.",
                closed(why).reason());
    }

    @Test
    void knowsNoTaskThatIsNotThere() {
        stage.job(1);
        assertEquals(Refusal.NOT_FOUND, Stage.refusalOf(() -> why(2)));
        assertEquals(
                Refusal.NOT_FOUND,
                Stage.refusalOf(() -> stage.call(step -> stage.state().why(step, "nonsense"))));
    }

    @Test
    void comparesWhatIsDoneWithWhatAnotherPolicyWouldDo() {
        stage.shadow = new Ranks() {
            @Override
            public double job(RankedJob job) {
                return -job.priority();
            }

            @Override
            public double project(RankedProject project) {
                return 0;
            }
        };
        stage.restart();
        stage.pass(1);
        stage.job(Stage.JOB, 10, List.of(Stage.planned(1)));
        stage.job(Stage.OTHER_JOB, 60, List.of(Stage.planned(1)));
        stage.work("ann");
        stage.work("bob");
        ShadowCount count = stage.state().shadowCount();
        assertEquals(2, count.assignments());
        assertEquals(1, count.differences());
        assertEquals(Stage.OTHER_JOB + ".1", count.last().get(0).given());
        assertEquals(Stage.JOB + ".1", count.last().get(0).otherwise());
    }

    private Why why(int task) {
        return stage.call(step -> stage.state().why(step, Stage.JOB + "." + task));
    }

    private void ask(String worker, long memory) {
        Availability availability =
                new Availability(List.of(), 1, 1, List.of(), new HostResources(memory, List.of(), Map.of()), 0);
        stage.run(step -> stage.state().available(step, worker, availability, 0));
    }

    private static PlannedTask needing(int number, Needs needs) {
        return new PlannedTask(number, "t", List.of(), List.of(), List.of(), needs);
    }

    private static GateAnswer closed(Why why) {
        return why.gates().stream().filter(gate -> !gate.open()).findFirst().orElseThrow();
    }
}
