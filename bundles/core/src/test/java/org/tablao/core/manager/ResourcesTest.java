package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.TaskLease;

class ResourcesTest {
    private static final long GIB = 1L << 30;

    private final Stage stage = new Stage();

    @Test
    void givesATaskOfSeveralSlotsOnlyToAWorkerThatHasThemFree() {
        job(Stage.JOB, needs(3, 0, 0, Map.of()), 2);
        assertEquals(List.of(), ask("ann", 2));
        List<TaskLease> given = ask("bob", 4);
        assertEquals(List.of(Stage.JOB + ".1.1"), ids(given));
        assertEquals(3, stage.state().availability().freeSlots());
    }

    @Test
    void fillsTheSlotsThatALargeTaskLeavesWithSmallOnes() {
        job(Stage.JOB, needs(3, 0, 0, Map.of()), 1);
        job(Stage.OTHER_JOB, Needs.ONE_SLOT, 3);
        assertEquals(List.of(Stage.JOB + ".1.1", Stage.OTHER_JOB + ".1.1"), ids(ask("ann", 4)));
    }

    @Test
    void addsUpTheMemoryOfTheTasksOnAHost() {
        job(Stage.JOB, needs(1, 3 * GIB, 0, Map.of()), 5);
        assertEquals(2, ask("ann", 4, resources(8 * GIB)).size());
        assertEquals(0, ask("bob", 4, resources(2 * GIB)).size());
        assertEquals(3, ask("cyd", 4, HostResources.NONE).size());
    }

    @Test
    void doesNotKeepARetryForAWorkerThatCouldNeverHoldIt() {
        job(Stage.JOB, needs(1, 2 * GIB, 0, Map.of()), 1);
        TaskLease first = Stage.only(ask("ann", 1, resources(8 * GIB)));
        assertEquals(List.of(), ask("bob", 1, resources(2 * GIB)));
        stage.report("ann", first.leaseId(), "out-of-memory");
        assertEquals(List.of(), next("bob", 1, resources(2 * GIB)));
        assertEquals(3 * GIB, Stage.only(next("ann", 1, resources(8 * GIB))).memoryBytes());
    }

    @Test
    void tellsAWorkerHowMuchMemoryItsTaskMayUse() {
        job(Stage.JOB, needs(1, 3 * GIB, 0, Map.of()), 1);
        assertEquals(3 * GIB, Stage.only(ask("ann", 1, resources(8 * GIB))).memoryBytes());
    }

    @Test
    void givesEachTaskDevicesOfItsOwnAndTheSmallestThatDo() {
        job(Stage.JOB, new Needs(1, 0, 1, 12 * GIB, "rtx", Map.of()), 3);
        List<TaskLease> given = ask("ann", 4, devices());
        assertEquals(
                List.of(List.of(2), List.of(0)),
                given.stream().map(TaskLease::gpus).toList());
        assertEquals("2", stage.attempt(given.get(0).leaseId()).gpus());
        stage.report("ann", given.get(0).leaseId(), "completed");
        assertEquals(List.of(2), next("ann", given.get(1)).get(0).gpus());
    }

    @Test
    void doesNotForgetOverARestartWhatRunningTasksHold() {
        grant("nuke", "farm", 2);
        job(Stage.JOB, new Needs(2, 3 * GIB, 1, 0, "", Map.of("nuke", 1L)), 3);
        HostResources host = new HostResources(8 * GIB, devices().gpus(), Map.of());
        TaskLease first = ask("ann", 3, host).get(0);
        stage.restart();
        assertEquals(List.of(), next("ann", 3, host, first));
        TaskLease second = ask("bob", 3, host).get(0);
        assertEquals(List.of(), ask("cyd", 3, host));
        stage.report("bob", second.leaseId(), "completed");
        assertEquals(1, ask("cyd", 3, host).size());
    }

    @Test
    void runsNoMoreTasksThanTheFarmHasOfALimit() {
        grant("nuke", "farm", 3);
        job(Stage.JOB, needs(1, 0, 0, Map.of("nuke", 2L)), 2);
        TaskLease first = Stage.only(ask("ann", 4));
        stage.join("bob-parked");
        stage.park("bob-parked");
        assertFalse(stage.delivered.containsKey("bob-parked"));
        stage.report("ann", first.leaseId(), "completed");
        assertTrue(stage.delivered.containsKey("bob-parked"));
    }

    @Test
    void leavesATaskWaitingForALimitThatIsNotDefinedUntilItIs() {
        job(Stage.JOB, needs(1, 0, 0, Map.of("nuke", 1L)), 1);
        stage.join("ann");
        stage.park("ann");
        assertFalse(stage.delivered.containsKey("ann"));
        grant("nuke", "farm", 1);
        assertTrue(stage.delivered.containsKey("ann"));
    }

    @Test
    void countsALimitHostByHostWhereItIsOneOfHosts() {
        grant("disk", "host", 1);
        job(Stage.JOB, needs(1, 0, 0, Map.of("disk", 1L)), 6);
        assertEquals(1, ask("ann", 4).size());
        assertEquals(1, ask("bob", 4).size());
        assertEquals(
                3,
                ask("cyd", 4, new HostResources(0, List.of(), Map.of("disk", 3L)))
                        .size());
    }

    @Test
    void givesAProjectThatHasLessThanItIsGuaranteedTheNextSlot() {
        stage.join("ann");
        job(Stage.JOB, 90, "film", 0, 100, 8);
        job(Stage.OTHER_JOB, 10, "spot", 25, 100, 8);
        List<String> jobs = ask("ann", 8).stream().map(TaskLease::jobId).toList();
        assertEquals(2, jobs.stream().filter(Stage.OTHER_JOB::equals).count());
        assertEquals(List.of(Stage.OTHER_JOB, Stage.OTHER_JOB), jobs.subList(0, 2));
    }

    @Test
    void givesAProjectNoMoreThanItsBurstThoughSlotsAreFree() {
        job(Stage.JOB, 50, "film", 0, 25, 8);
        assertEquals(2, ask("ann", 8).size());
    }

    @Test
    void followsAWishForAnotherShare() {
        job(Stage.JOB, 50, "film", 0, 25, 8);
        assertEquals(2, ask("ann", 7).size());
        stage.join("bob");
        stage.park("bob");
        assertFalse(stage.delivered.containsKey("bob"));
        stage.run(step -> stage.state().wish(step, new Wish(Stage.JOB, 2, "run", 50, List.of(), 0, 100)));
        assertTrue(stage.delivered.containsKey("bob"));
    }

    @Test
    void runsNoMoreOfAJobAtOnceThanItWants() {
        JobTerms terms = new JobTerms("ascending", 2, 0, 0, 0, 0, 0);
        job(Stage.JOB, terms, 5);
        List<TaskLease> given = ask("ann", 8);
        assertEquals(2, given.size());
        stage.report("ann", given.get(0).leaseId(), "completed");
        assertEquals(List.of(Stage.JOB + ".3.1"), ids(next("ann", 8, HostResources.NONE, given.get(1))));
    }

    @Test
    void givesTheLastFramesFirstWhereTheJobWantsSo() {
        job(Stage.JOB, new JobTerms("descending", 0, 0, 0, 0, 0, 0), 3);
        assertEquals(List.of(Stage.JOB + ".3.1", Stage.JOB + ".2.1"), ids(ask("ann", 2)));
    }

    @Test
    void servesOfTheParkedWorkersTheOneThatFits() {
        stage.join("ann");
        stage.join("bob");
        stage.park("ann");
        stage.call(step ->
                stage.state().available(step, "bob", new Availability(List.of(), 4, 4, List.of()), 1_000_000_000L));
        job(Stage.JOB, needs(3, 0, 0, Map.of()), 1);
        assertEquals(List.of("bob"), List.copyOf(stage.delivered.keySet()));
    }

    private void grant(String name, String scope, long amount) {
        stage.run(step -> stage.state().grant(step, new LimitGrant(name, scope, amount, 1)));
    }

    private void job(String id, Needs needs, int tasks) {
        job(Stage.leaseOf(id, 50), needs, JobTerms.USUAL, tasks);
    }

    private void job(String id, JobTerms terms, int tasks) {
        job(Stage.leaseOf(id, 50), Needs.ONE_SLOT, terms, tasks);
    }

    private void job(String id, int priority, String project, double guaranteed, double burst, int tasks) {
        JobLease plain = Stage.leaseOf(id, priority);
        JobLease lease = new JobLease(
                id,
                "server-1",
                1,
                plain.planSha256(),
                86_400,
                plain.name(),
                project,
                "shot",
                "test",
                priority,
                500_000,
                plain.wish(),
                guaranteed,
                burst);
        job(lease, Needs.ONE_SLOT, JobTerms.USUAL, tasks);
    }

    private void job(JobLease lease, Needs needs, JobTerms terms, int tasks) {
        List<PlannedTask> planned = IntStream.rangeClosed(1, tasks)
                .mapToObj(number -> new PlannedTask(number, "frames " + number, List.of(), List.of(), List.of(), needs))
                .toList();
        JobPlan plan = new JobPlan(lease.jobId(), planned, List.of(), terms);
        stage.store.plans.put(lease.planSha256(), plan);
        stage.run(step -> stage.state().leaseJob(step, lease, plan));
    }

    private List<TaskLease> ask(String worker, int slots) {
        return ask(worker, slots, HostResources.NONE);
    }

    private List<TaskLease> ask(String worker, int slots, HostResources resources) {
        stage.join(worker);
        return next(worker, slots, resources);
    }

    private List<TaskLease> next(String worker, TaskLease... held) {
        return next(worker, 4, devices(), held);
    }

    private List<TaskLease> next(String worker, int slots, HostResources resources, TaskLease... held) {
        Availability availability = new Availability(List.of(), slots, slots, ids(List.of(held)), resources, 0);
        List<TaskLease> given = call(worker, availability);
        given.forEach(lease -> stage.leases.put(lease.leaseId(), lease));
        return given;
    }

    private List<TaskLease> call(String worker, Availability availability) {
        return new ArrayList<>(stage.call(step -> stage.state().available(step, worker, availability, 0)));
    }

    private static List<String> ids(List<TaskLease> leases) {
        return leases.stream().map(TaskLease::leaseId).toList();
    }

    private static Needs needs(int slots, long memory, int gpus, Map<String, Long> limits) {
        return new Needs(slots, memory, gpus, 0, "", limits);
    }

    private static HostResources resources(long memory) {
        return new HostResources(memory, List.of(), Map.of());
    }

    private static HostResources devices() {
        return new HostResources(
                0,
                List.of(
                        new Gpu(0, 24 * GIB, "NVIDIA RTX A5000"),
                        new Gpu(1, 48 * GIB, "AMD Radeon PRO"),
                        new Gpu(2, 16 * GIB, "NVIDIA RTX A4000"),
                        new Gpu(3, 8 * GIB, "NVIDIA RTX 2070")),
                Map.of());
    }
}
