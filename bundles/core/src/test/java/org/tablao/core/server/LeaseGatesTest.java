package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.Why.GateAnswer;
import org.tablao.nodeapi.manager.WorkerKind;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.worker.Capability;

class LeaseGatesTest {
    private static final Capability RENDER = new Capability("c", Map.of("command", "render"));
    private static final Capability GPU = new Capability("org.tablao.tag", Map.of("tag", "gpu"));
    private static final String NEEDS_GPU = "org.tablao.tag;(tag=gpu)";
    private static final String NEEDS_RENDER = "c;(command=render)";

    private final Farmyard yard = new Farmyard();

    @Test
    void holdsAJobBackUntilThoseItWaitsForAreCompleted() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 8);
        JobEntry first = yard.submit("first", 1);
        yard.available(manager, 8, held(first));
        JobEntry second = yard.submit("second", 1);
        JobEntry waiting = yard.submit("waiting", scheduling("", first.id(), second.id()));
        assertEquals("queued", waiting.row().status());
        assertEquals(
                "It waits for job " + first.id() + " (first), which is not completed.",
                closed(waiting).reason());

        yard.available(manager, 8, held(first), held(second));
        yard.events(manager, Farmyard.jobs(1, Farmyard.ended(first, "completed", "")));
        assertEquals(
                "It waits for job " + second.id() + " (second), which is not completed.",
                closed(waiting).reason());
        yard.available(manager, 8, held(first), held(second));
        yard.events(manager, Farmyard.jobs(2, Farmyard.ended(second, "completed", "")));
        assertEquals("active", waiting.row().status());
    }

    @Test
    void saysThatAJobWaitsForOneThatFailed() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 8);
        JobEntry first = yard.submit("first", 1);
        JobEntry waiting = yard.submit("waiting", scheduling("", first.id()));
        yard.available(manager, 8, held(first));
        yard.events(manager, Farmyard.jobs(1, Farmyard.ended(first, "failed", "No file.")));
        assertEquals("queued", waiting.row().status());
        assertEquals(
                "It waits for job " + first.id() + " (first), which is failed.",
                closed(waiting).reason());
    }

    @Test
    void holdsAJobBackUntilItsTime() {
        yard.available(yard.join("m1"), 8);
        JobEntry job = yard.submit("later", scheduling("1970-01-01T00:00:09Z"));
        assertEquals(
                "It is not to start before 1970-01-01T00:00:09Z.", closed(job).reason());
        yard.turn(turn -> yard.state.tick(turn, 8_999, 0));
        assertEquals("queued", job.row().status());
        yard.turn(turn -> yard.state.tick(turn, 9_000, 0));
        assertEquals("active", job.row().status());
    }

    @Test
    void givesAJobToAManagerWhoseWorkersCanRunIt() {
        offer(yard.join("plain"), 16, new WorkerKind(List.of(RENDER), 2, 16));
        offer(yard.join("strong"), 1, new WorkerKind(List.of(RENDER, GPU), 1, 1));
        JobEntry job = yard.submitRequiring("a", NEEDS_RENDER, NEEDS_GPU);
        assertEquals("id-strong", job.row().managerId());
    }

    @Test
    void waitsForTheOneThatCanRunItThoughAnotherAsksFirst() {
        ManagerEntry strong = yard.join("strong");
        offer(strong, 1, new WorkerKind(List.of(RENDER, GPU), 1, 1));
        yard.turn(turn -> yard.state.waitsNoMore(strong));
        JobEntry job = yard.submitRequiring("a", NEEDS_RENDER, NEEDS_GPU);
        offer(yard.join("plain"), 16, new WorkerKind(List.of(RENDER), 2, 16));
        assertEquals("", job.row().managerId());
        offer(strong, 1, new WorkerKind(List.of(RENDER, GPU), 1, 1));
        assertEquals("id-strong", job.row().managerId());
    }

    @Test
    void saysWhatNoWorkerOffers() {
        JobEntry job = yard.submitRequiring("a", NEEDS_RENDER, NEEDS_GPU);
        assertEquals("No manager is available.", closed(job).reason());
        ManagerEntry manager = yard.join("m1");
        yard.turn(turn -> yard.state.available(turn, manager, new ManagerAvailability(0, 0, List.of()), 1_000, 0));
        assertEquals("No manager has a worker.", closed(job).reason());
        offer(manager, 4, new WorkerKind(List.of(RENDER), 1, 4));
        assertEquals("queued", job.row().status());
        assertEquals(
                "No manager has workers for its tasks. No worker meets org.tablao.tag;(tag=gpu).",
                closed(job).reason());
        offer(manager, 4, new WorkerKind(List.of(RENDER), 1, 4), new WorkerKind(List.of(GPU), 1, 4));
        assertEquals(
                "No manager has workers for its tasks. Each of its requirements is met by some worker, but no worker meets all.",
                closed(job).reason());
    }

    @Test
    void saysThatTheManagerThatWasAskedForIsNotThere() {
        yard.available(yard.join("m1"), 8);
        JobEntry job = yard.submit("a", 1, "m2", "");
        assertEquals(
                "It was submitted for manager m2, which is not available.",
                closed(job).reason());
    }

    @Test
    void saysThatTheManagerThatHasItIsAway() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 8);
        JobEntry job = yard.submit("a", 1);
        assertTrue(gates(job).stream().allMatch(GateAnswer::open));
        yard.nanos += 60_000_000_000L;
        yard.turn(turn -> yard.state.managers().noticeSilence(turn, java.time.Duration.ofSeconds(15), yard.nanos));
        assertEquals("Manager m1, which has it, is away.", closed(job).reason());
    }

    @Test
    void sharesJobsAmongEqualManagers() {
        ManagerEntry one = yard.join("one");
        ManagerEntry two = yard.join("two");
        ManagerAvailability.HeldJob[] none = {};
        yard.available(one, 2, none);
        yard.available(two, 2, none);
        int[] jobs = {0, 0};
        for (int i = 0; i < 10; i++) {
            JobEntry job = yard.submit("job " + i, 5);
            jobs[job.row().managerId().equals("id-one") ? 0 : 1]++;
            for (ManagerEntry manager : List.of(one, two)) {
                yard.available(
                        manager,
                        0,
                        yard.state.jobs().leasedTo(manager.id()).stream()
                                .map(LeaseGatesTest::held)
                                .toArray(ManagerAvailability.HeldJob[]::new));
            }
        }
        assertEquals(List.of(5, 5), List.of(jobs[0], jobs[1]));
    }

    private List<GateAnswer> gates(JobEntry job) {
        return yard.state.gates().answers(job, 1_000);
    }

    private GateAnswer closed(JobEntry job) {
        List<GateAnswer> closed =
                gates(job).stream().filter(gate -> !gate.open()).toList();
        assertEquals(1, closed.size(), closed::toString);
        return closed.get(0);
    }

    private void offer(ManagerEntry manager, int freeSlots, WorkerKind... kinds) {
        ManagerAvailability offer =
                new ManagerAvailability(kinds.length, freeSlots, List.of(), List.of(kinds), List.of());
        yard.turn(turn -> yard.state.available(turn, manager, offer, 1_000, yard.nanos));
    }

    private static ManagerAvailability.HeldJob held(JobEntry job) {
        return new ManagerAvailability.HeldJob(
                job.id(), job.row().epoch(), job.row().wishRevision());
    }

    private static Scheduling scheduling(String startAfter, String... dependsOn) {
        return new Scheduling(startAfter, List.of(dependsOn), List.of(), List.of(), Needs.ONE_SLOT, JobTerms.USUAL);
    }
}
