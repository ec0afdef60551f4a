package org.tablao.core.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.worker.Capability;

class TaskIndexTest {
    private static final String RENDER = "org.tablao.command;(&(command=render)(version>=1.2.0)(!(version>=2.0.0)))";
    private static final String GPU = "org.tablao.device;(device=gpu)";

    private final TaskIndex index = new TaskIndex();

    @Test
    void givesTheTasksOfAJobInTheirOrder() {
        CapabilitySet worker = index.join(List.of());
        IndexedJob job = job("a", 1);
        offer(job, List.of(), 1, 2, 3);
        assertEquals(List.of("a.1", "a.2", "a.3"), takeAll(worker));
    }

    @Test
    void givesATaskThatCameBackBeforeThoseAfterIt() {
        CapabilitySet worker = index.join(List.of());
        IndexedJob job = job("a", 1);
        offer(job, List.of(), 1, 2, 3);
        assertEquals("a.1", take(worker));
        assertEquals("a.2", take(worker));
        index.offer(job, index.classOf(List.of()), 1, true);
        assertEquals(List.of("a.1", "a.3"), takeAll(worker));
    }

    @Test
    void givesTheHigherRankFirstAndAmongEqualsTheOlderJob() {
        CapabilitySet worker = index.join(List.of());
        offer(job("young", 30), List.of(), 1);
        offer(job("old", 10), List.of(), 1);
        IndexedJob urgent = job("urgent", 20);
        offer(urgent, List.of(), 1);
        index.rank(urgent, 80);
        assertEquals(List.of("urgent.1", "old.1", "young.1"), takeAll(worker));
    }

    @Test
    void followsARankThatChangesWhileTasksAreQueued() {
        CapabilitySet worker = index.join(List.of());
        IndexedJob first = job("first", 1);
        IndexedJob second = job("second", 2);
        offer(first, List.of(), 1, 2);
        offer(second, List.of(), 1, 2);
        assertEquals("first.1", take(worker));
        index.rank(first, -1);
        assertEquals(List.of("second.1", "second.2", "first.2"), takeAll(worker));
    }

    @Test
    void givesAWorkerOnlyWhatItCanRun() {
        CapabilitySet old = index.join(List.of(command("render", "1.1.9")));
        CapabilitySet fitting = index.join(List.of(command("render", "1.10.0")));
        CapabilitySet next = index.join(List.of(command("render", "2.0.0")));
        CapabilitySet other = index.join(List.of(command("copy", "1.5.0")));
        offer(job("a", 1), List.of(RENDER), 1);
        for (CapabilitySet unfit : List.of(old, next, other)) {
            assertEquals(List.of(), takeAll(unfit));
        }
        assertEquals("a.1", take(fitting));
    }

    @Test
    void needsEveryRequirementToBeMet() {
        CapabilitySet plain = index.join(List.of(command("render", "1.2.0")));
        CapabilitySet both = index.join(
                List.of(command("render", "1.2.0"), new Capability("org.tablao.device", Map.of("device", "gpu"))));
        offer(job("a", 1), List.of(RENDER, GPU), 1);
        assertEquals(List.of(), takeAll(plain));
        assertEquals("a.1", take(both));
    }

    @Test
    void passesOverTheFirstJobWhereTheWorkerCannotRunIt() {
        CapabilitySet plain = index.join(List.of());
        IndexedJob first = job("first", 1);
        offer(first, List.of(GPU), 1);
        index.rank(first, 100);
        offer(job("second", 2), List.of(), 1);
        assertEquals(List.of("second.1"), takeAll(plain));
    }

    @Test
    void leavesATaskWithAMalformedRequirementQueuedForNobody() {
        CapabilitySet worker = index.join(List.of(command("render", "1.2.0")));
        offer(job("a", 1), List.of("org.tablao.command;(command=render"), 1);
        assertEquals(List.of(), takeAll(worker));
        assertEquals(
                "requirement 'render' is not written as namespace;filter",
                assertThrows(IllegalArgumentException.class, () -> Requirement.parse("render"))
                        .getMessage());
    }

    @Test
    void leavesRetriesToAnotherWorkerWhereToldTo() {
        CapabilitySet worker = index.join(List.of());
        IndexedJob job = job("a", 1);
        index.offer(job, index.classOf(List.of()), 1, true);
        index.offer(job, index.classOf(List.of()), 2, false);
        assertEquals(Optional.of(new TaskIndex.Pick(job, 2)), index.take(worker, (any, kind) -> true));
        assertEquals(Optional.empty(), index.take(worker, (any, kind) -> true));
        assertEquals("a.1", take(worker));
    }

    @Test
    void knowsHowManyWorkersMayRunAClass() {
        RequirementClass kind = index.classOf(List.of(GPU));
        Capability gpu = new Capability("org.tablao.device", Map.of("device", "gpu"));
        CapabilitySet one = index.join(List.of(gpu));
        index.join(List.of(gpu));
        index.join(List.of());
        assertEquals(2, index.workersFor(kind));
        index.leave(one);
        assertEquals(1, index.workersFor(kind));
    }

    @Test
    void tellsWhichClassesGainedTasksOnce() {
        offer(job("a", 1), List.of(GPU), 1);
        assertEquals(1, index.takeGained().size());
        assertTrue(index.takeGained().isEmpty());
    }

    @Test
    void forgetsAJobThatIsRemoved() {
        CapabilitySet worker = index.join(List.of());
        IndexedJob job = job("a", 1);
        offer(job, List.of(), 1, 2);
        index.remove(job);
        assertEquals(List.of(), takeAll(worker));
        assertFalse(index.hasQueued(index.classOf(List.of())));
    }

    private static Capability command(String name, String version) {
        return new Capability("org.tablao.command", Map.of("command", name, "version", version));
    }

    private IndexedJob job(String id, long submittedAtMillis) {
        return new IndexedJob(id, submittedAtMillis);
    }

    private void offer(IndexedJob job, List<String> requirements, int... tasks) {
        for (int task : tasks) {
            index.offer(job, index.classOf(requirements), task, false);
        }
    }

    private String take(CapabilitySet worker) {
        return index.take(worker, (job, kind) -> false)
                .map(pick -> pick.job().id() + "." + pick.task())
                .orElse("");
    }

    private List<String> takeAll(CapabilitySet worker) {
        List<String> taken = new ArrayList<>();
        for (String task = take(worker); !task.isEmpty(); task = take(worker)) {
            taken.add(task);
        }
        return taken;
    }
}
