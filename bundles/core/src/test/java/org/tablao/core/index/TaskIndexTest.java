package org.tablao.core.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.worker.Capability;

class TaskIndexTest {
    private static final String RENDER = "org.tablao.command;(&(command=render)(version>=1.2.0)(!(version>=2.0.0)))";
    private static final String GPU = "org.tablao.device;(device=gpu)";

    private final TaskIndex index = new TaskIndex();

    @Test
    void givesTheTasksOfAJobInTheirOrder() {
        CapabilitySet worker = join(List.of());
        IndexedJob job = job("a", 1);
        offer(job, List.of(), 1, 2, 3);
        assertEquals(List.of("a.1", "a.2", "a.3"), takeAll(worker));
    }

    @Test
    void givesATaskThatCameBackBeforeThoseAfterIt() {
        CapabilitySet worker = join(List.of());
        IndexedJob job = job("a", 1);
        offer(job, List.of(), 1, 2, 3);
        assertEquals("a.1", take(worker));
        assertEquals("a.2", take(worker));
        index.offer(job, kind(List.of()), 1, true);
        assertEquals(List.of("a.1", "a.3"), takeAll(worker));
    }

    @Test
    void givesTheHigherRankFirstAndAmongEqualsTheOlderJob() {
        CapabilitySet worker = join(List.of());
        offer(job("young", 30), List.of(), 1);
        offer(job("old", 10), List.of(), 1);
        IndexedJob urgent = job("urgent", 20);
        offer(urgent, List.of(), 1);
        index.rank(urgent, Ranking.LIVE, 80);
        assertEquals(List.of("urgent.1", "old.1", "young.1"), takeAll(worker));
    }

    @Test
    void followsARankThatChangesWhileTasksAreQueued() {
        CapabilitySet worker = join(List.of());
        IndexedJob first = job("first", 1);
        IndexedJob second = job("second", 2);
        offer(first, List.of(), 1, 2);
        offer(second, List.of(), 1, 2);
        assertEquals("first.1", take(worker));
        index.rank(first, Ranking.LIVE, -1);
        assertEquals(List.of("second.1", "second.2", "first.2"), takeAll(worker));
    }

    @Test
    void givesAWorkerOnlyWhatItCanRun() {
        CapabilitySet old = join(List.of(command("render", "1.1.9")));
        CapabilitySet fitting = join(List.of(command("render", "1.10.0")));
        CapabilitySet next = join(List.of(command("render", "2.0.0")));
        CapabilitySet other = join(List.of(command("copy", "1.5.0")));
        offer(job("a", 1), List.of(RENDER), 1);
        for (CapabilitySet unfit : List.of(old, next, other)) {
            assertEquals(List.of(), takeAll(unfit));
        }
        assertEquals("a.1", take(fitting));
    }

    @Test
    void needsEveryRequirementToBeMet() {
        CapabilitySet plain = join(List.of(command("render", "1.2.0")));
        CapabilitySet both =
                join(List.of(command("render", "1.2.0"), new Capability("org.tablao.device", Map.of("device", "gpu"))));
        offer(job("a", 1), List.of(RENDER, GPU), 1);
        assertEquals(List.of(), takeAll(plain));
        assertEquals("a.1", take(both));
    }

    @Test
    void passesOverTheFirstJobWhereTheWorkerCannotRunIt() {
        CapabilitySet plain = join(List.of());
        IndexedJob first = job("first", 1);
        offer(first, List.of(GPU), 1);
        index.rank(first, Ranking.LIVE, 100);
        offer(job("second", 2), List.of(), 1);
        assertEquals(List.of("second.1"), takeAll(plain));
    }

    @Test
    void leavesATaskWithAMalformedRequirementQueuedForNobody() {
        CapabilitySet worker = join(List.of(command("render", "1.2.0")));
        offer(job("a", 1), List.of("org.tablao.command;(command=render"), 1);
        assertEquals(List.of(), takeAll(worker));
        assertEquals(
                "requirement 'render' is not written as namespace;filter",
                assertThrows(IllegalArgumentException.class, () -> Requirement.parse("render"))
                        .getMessage());
    }

    @Test
    void leavesRetriesToAnotherWorkerWhereToldTo() {
        CapabilitySet worker = join(List.of());
        IndexedJob job = job("a", 1);
        index.offer(job, kind(List.of()), 1, true);
        index.offer(job, kind(List.of()), 2, false);
        assertEquals("a.2", take(new Plain(worker, false)));
        assertEquals("", take(new Plain(worker, false)));
        assertEquals("a.1", take(worker));
    }

    @Test
    void tellsWhichClassesGainedTasksOnce() {
        offer(job("a", 1), List.of(GPU), 1);
        assertEquals(1, index.takeGained().size());
        assertTrue(index.takeGained().isEmpty());
    }

    @Test
    void givesTheLastTaskFirstWhereTheJobWantsSo() {
        CapabilitySet worker = join(List.of());
        offer(job("a", 1, "demo", FrameOrder.DESCENDING), List.of(), 1, 2, 3);
        assertEquals(List.of("a.3", "a.2", "a.1"), takeAll(worker));
    }

    @Test
    void givesTheFirstTheMiddleAndTheLastBeforeTheOthersWhereTheJobWantsSo() {
        CapabilitySet worker = join(List.of());
        IndexedJob job = job("a", 1, "demo", FrameOrder.FIRST_MIDDLE_LAST);
        offer(job, List.of(), 3, 4, 5, 6, 7, 8, 9);
        assertEquals("a.3", take(worker));
        assertEquals("a.6", take(worker));
        index.offer(job, kind(List.of()), 6, true);
        assertEquals(List.of("a.6", "a.9", "a.4", "a.5", "a.7", "a.8"), takeAll(worker));
    }

    @Test
    void givesTheTasksOfAProjectThatHasLessThanItIsGuaranteedFirst() {
        CapabilitySet worker = index.join(List.of(), 10);
        IndexedJob urgent = job("urgent", 1, "film", FrameOrder.ASCENDING);
        offer(urgent, List.of(), 1);
        index.rank(urgent, Ranking.LIVE, 100);
        Project spot = index.project("spot", 20, 100);
        offer(new IndexedJob(new NamedJob("poor", 2), spot, FrameOrder.ASCENDING), List.of(), 1, 2);
        spot.use(1);
        assertEquals("poor.1", take(worker));
        spot.use(1);
        assertEquals(List.of("urgent.1", "poor.2"), takeAll(worker));
    }

    @Test
    void givesTheTasksOfTheProjectWithTheHigherRankFirstWhateverItsJobsRank() {
        CapabilitySet worker = join(List.of());
        IndexedJob urgent = job("urgent", 1, "film", FrameOrder.ASCENDING);
        offer(urgent, List.of(), 1);
        index.rank(urgent, Ranking.LIVE, 100);
        IndexedJob other = job("other", 2, "spot", FrameOrder.ASCENDING);
        offer(other, List.of(), 1);
        index.rank(other.project(), Ranking.LIVE, 1);
        assertEquals(List.of("other.1", "urgent.1"), takeAll(worker));
    }

    @Test
    void passesOverAJobThatIsClosedAndGivesItsTasksWhenItOpens() {
        CapabilitySet worker = join(List.of());
        IndexedJob first = job("first", 1);
        offer(first, List.of(), 1, 2);
        offer(job("second", 2), List.of(), 1);
        index.close(first);
        assertEquals("second.1", take(worker));
        assertEquals("", take(worker));
        index.takeGained();
        index.open(first);
        assertEquals(Set.of(kind(List.of())), index.takeGained());
        assertEquals(List.of("first.1", "first.2"), takeAll(worker));
    }

    @Test
    void tellsApartTasksThatNeedDifferentAmountsOfTheSameWorker() {
        Needs twoSlots = new Needs(2, 0, 0, 0, "", Map.of());
        assertNotSame(kind(List.of()), index.classOf(List.of(), twoSlots));
        assertSame(index.classOf(List.of(), twoSlots), index.classOf(List.of(), twoSlots));
    }

    @Test
    void keepsTheOrderOfAShadowBesideItsOwn() {
        CapabilitySet worker = join(List.of());
        IndexedJob first = job("first", 1);
        IndexedJob second = job("second", 2);
        offer(first, List.of(), 1);
        offer(second, List.of(), 1);
        index.shadow(true);
        index.rank(second, Ranking.SHADOW, 5);
        Applicant applicant = new Plain(worker, true);
        assertSame(first, index.first(applicant, Ranking.LIVE).orElseThrow().job());
        assertSame(second, index.first(applicant, Ranking.SHADOW).orElseThrow().job());
    }

    @Test
    void forgetsAJobThatIsRemoved() {
        CapabilitySet worker = join(List.of());
        IndexedJob job = job("a", 1);
        offer(job, List.of(), 1, 2);
        index.remove(job);
        assertEquals(List.of(), takeAll(worker));
        assertTrue(index.filled().isEmpty());
    }

    private static Capability command(String name, String version) {
        return new Capability("org.tablao.command", Map.of("command", name, "version", version));
    }

    private IndexedJob job(String id, long submittedAtMillis) {
        return job(id, submittedAtMillis, "demo", FrameOrder.ASCENDING);
    }

    private IndexedJob job(String id, long submittedAtMillis, String project, FrameOrder order) {
        return new IndexedJob(new NamedJob(id, submittedAtMillis), index.project(project, 0, 100), order);
    }

    private RequirementClass kind(List<String> requirements) {
        return index.classOf(requirements, Needs.ONE_SLOT);
    }

    private CapabilitySet join(List<Capability> capabilities) {
        return index.join(capabilities, 1);
    }

    private void offer(IndexedJob job, List<String> requirements, int... tasks) {
        for (int task : tasks) {
            index.offer(job, kind(requirements), task, false);
        }
    }

    private String take(CapabilitySet worker) {
        return take(new Plain(worker, true));
    }

    private String take(Applicant applicant) {
        Optional<TaskIndex.Pick> pick = index.first(applicant, Ranking.LIVE);
        pick.ifPresent(index::take);
        return pick.map(found -> found.job().facts().id() + "." + found.task()).orElse("");
    }

    private List<String> takeAll(CapabilitySet worker) {
        List<String> taken = new ArrayList<>();
        for (String task = take(worker); !task.isEmpty(); task = take(worker)) {
            taken.add(task);
        }
        return taken;
    }

    /** Asks for capabilities only. */
    private record Plain(CapabilitySet offered, boolean retries) implements Applicant {
        @Override
        public boolean takes(RequirementClass kind) {
            return kind.admits(offered);
        }

        @Override
        public boolean takes(Project project, RequirementClass kind) {
            return true;
        }

        @Override
        public boolean takes(IndexedJob job, RequirementClass kind) {
            return true;
        }

        @Override
        public boolean takesRetries(IndexedJob job, RequirementClass kind) {
            return retries;
        }
    }
}
