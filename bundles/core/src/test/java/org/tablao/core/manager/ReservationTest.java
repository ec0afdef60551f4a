package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.TaskLease;

class ReservationTest {
    private static final String SMALL = Stage.JOB;
    private static final String LARGE = Stage.OTHER_JOB;

    private final Stage stage = new Stage();
    private final List<String> running = new ArrayList<>();

    @Test
    void keepsAWorkerFreeForALargeTaskAfterAWhile() {
        job(SMALL, 90, 1, 1_000);
        stage.join("ann");
        ask();
        job(LARGE, 10, 4, 1);
        for (int i = 0; i < 59; i++) {
            turnOver();
        }
        assertEquals(4, running.size());
        turnOver();
        turnOver();
        turnOver();
        assertTrue(running.size() < 4, "small tasks still take what comes free: " + running);
        assertEquals(
                "Worker ann is kept free for a task that needs 4 slots.",
                stage.call(step -> stage.state().why(step, SMALL + ".999", "ann")).gates().stream()
                        .filter(gate -> gate.gate().equals("reservation"))
                        .map(Why.GateAnswer::reason)
                        .findFirst()
                        .orElseThrow());
        while (!running.contains(LARGE + ".1.1")) {
            turnOver();
        }
        assertEquals(List.of(LARGE + ".1.1"), running);
        turnOver();
        assertEquals(4, running.size());
    }

    @Test
    void keepsOneFreeAtOnceForALargeTaskThatGoesBeforeAllOthers() {
        job(SMALL, 10, 1, 1_000);
        stage.join("ann");
        ask();
        job(LARGE, 90, 4, 1);
        for (int i = 0; i < 6 && !running.contains(LARGE + ".1.1"); i++) {
            turnOver();
        }
        assertEquals(List.of(LARGE + ".1.1"), running);
    }

    @Test
    void givesAWorkerBackWhenTheLargeTaskIsNotWantedAnyMore() {
        job(SMALL, 10, 1, 1_000);
        stage.join("ann");
        ask();
        job(LARGE, 90, 4, 1);
        turnOver();
        turnOver();
        assertTrue(running.size() < 4, running::toString);
        stage.run(step -> stage.state().wish(step, new org.tablao.nodeapi.manager.Wish(LARGE, 2, "cancel", 90)));
        turnOver();
        turnOver();
        assertEquals(4, running.size());
    }

    @Test
    void keepsNoWorkerThatCouldNeverRunIt() {
        job(SMALL, 10, 1, 1_000);
        stage.join("ann");
        ask();
        job(LARGE, 90, 5, 1);
        for (int i = 0; i < 10; i++) {
            turnOver();
        }
        assertEquals(4, running.size());
    }

    @Test
    void keepsAsManyWorkersAsItTakesForTasksThatGoBeforeAllOthers() {
        job(SMALL, 10, 1, 1_000);
        List<String> names =
                IntStream.rangeClosed(1, 16).mapToObj(n -> "worker" + n).toList();
        for (String name : names) {
            stage.join(name);
            stage.ask(name, 4, List.of(), 0);
        }
        job(LARGE, 90, 4, 20);
        stage.pass(1);
        stage.pass(1);
        stage.pass(1);
        assertEquals(2, kept(names), "one of eight workers, and no more");
    }

    @Test
    void isNotHeldUpByAWorkerThatHasRoomButMayNotRunIt() {
        List<Capability> offers = List.of(new Capability("org.tablao.command", Map.of("command", "small")));
        stage.job(
                SMALL,
                10,
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(n -> Stage.plannedNeeding(n, "org.tablao.command;(command=small)"))
                        .toList());
        stage.join("ann");
        assertEquals(4, stage.ask("ann", offers, 4, List.of(), 0).size());
        job(LARGE, 90, 4, 1);
        stage.join("bob");
        stage.report("bob", Stage.only(stage.ask("bob", 4, List.of(), 0)).leaseId(), "crashed");
        assertEquals(List.of(), stage.ask("bob", 4, List.of(), 30));
        for (int i = 0; i < 15; i++) {
            stage.pass(1);
        }
        assertEquals(1, kept(List.of("ann")));
    }

    private long kept(List<String> names) {
        return names.stream()
                .filter(name -> stage.call(step -> stage.state().why(step, SMALL + ".999", name)).gates().stream()
                        .filter(gate -> gate.gate().equals("reservation"))
                        .anyMatch(gate -> !gate.open()))
                .count();
    }

    /** A second passes, one task ends, and the worker asks for more. */
    private void turnOver() {
        stage.pass(1);
        if (!running.isEmpty()) {
            stage.report("ann", running.remove(0), "completed");
        }
        ask();
    }

    private void ask() {
        for (TaskLease lease : stage.ask("ann", 4, List.copyOf(running), 0)) {
            running.add(lease.leaseId());
        }
    }

    private void job(String id, int priority, int slots, int tasks) {
        List<PlannedTask> planned = IntStream.rangeClosed(1, tasks)
                .mapToObj(n -> new PlannedTask(
                        n, "t" + n, List.of(), List.of(), List.of(), new Needs(slots, 0, 0, 0, "", Map.of())))
                .toList();
        JobPlan plan = new JobPlan(id, planned, List.of());
        stage.store.plans.put("plan-" + id, plan);
        stage.run(step -> stage.state().leaseJob(step, Stage.leaseOf(id, priority), plan));
    }
}
