package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.TaskLease;

/** What is said and what is done must be the same, in whatever state a farm may be. */
class WhyPropertyTest {
    private static final int SEEDS = 150;
    private static final int STEPS = 60;
    private static final long GIB = 1L << 30;
    private static final int JOBS = 6;
    private static final int WORKERS = 5;
    private static final int TASKS = 4;

    @Test
    void saysThatAllGatesAreOpenForExactlyTheTaskThatAWorkerIsGivenFirst() {
        int given = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                given += new Farm(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertTrue(given > SEEDS * 5, "hardly anything was given away: " + given);
    }

    private static final class Farm {
        private final Stage stage = new Stage();
        private final Random random;
        private final List<String> jobs = new ArrayList<>();
        private final Map<String, List<TaskLease>> held = new java.util.TreeMap<>();
        private final List<HostResources> hosts = new ArrayList<>();
        private int revision = 1;
        private int given;

        Farm(long seed) {
            random = new Random(seed);
            for (int i = 0; i < WORKERS; i++) {
                hosts.add(new HostResources(
                        random.nextBoolean() ? 0 : 8 * GIB,
                        random.nextBoolean() ? List.of() : List.of(new Gpu(0, 8 * GIB, "A"), new Gpu(1, 16 * GIB, "B")),
                        random.nextInt(3) == 0 ? Map.of("disk", 2L) : Map.of()));
            }
        }

        int run() {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(13)) {
                    case 0, 1 -> addJob();
                    case 2 -> grant();
                    case 3 -> wish();
                    case 4 -> stage.pass(random.nextInt(20));
                    case 12 -> stage.restart();
                    case 5, 6, 7 -> report();
                    default -> ask();
                }
                checkHosts();
            }
            return given;
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError(otherwise);
            }
        }

        /** No device is two tasks' own, and no host is promised more than it has. */
        private void checkHosts() {
            for (int number = 0; number < WORKERS; number++) {
                String worker = "worker-" + number;
                List<AttemptRow> live = stage.store.all(AttemptRow.class).stream()
                        .filter(row -> row.workerId().equals(worker)
                                && List.of("leased", "running").contains(row.status()))
                        .toList();
                List<String> devices = live.stream()
                        .flatMap(row -> row.gpus().isEmpty()
                                ? Stream.empty()
                                : Stream.of(row.gpus().split(",")))
                        .toList();
                require(devices.size() == Set.copyOf(devices).size(), "a device twice: " + live);
                int slots = live.stream().mapToInt(row -> needs(row).slots()).sum();
                long memory =
                        live.stream().mapToLong(row -> needs(row).memoryBytes()).sum();
                long all = hosts.get(number).memoryBytes();
                require(slots <= 4, "too many slots: " + live);
                require(all == 0 || memory <= all, "too much memory: " + live);
            }
        }

        private Needs needs(AttemptRow row) {
            return stage.store
                    .plans
                    .get("plan-" + row.jobId())
                    .tasks()
                    .get(row.taskNumber() - 1)
                    .needs();
        }

        private void addJob() {
            if (jobs.size() >= JOBS) {
                return;
            }
            String id = "01J9Z3K4M5N6" + "PQRSTV".charAt(jobs.size());
            jobs.add(id);
            Needs needs = new Needs(
                    1 + random.nextInt(3),
                    random.nextInt(3) * 3 * GIB,
                    random.nextInt(4) == 0 ? 1 : 0,
                    random.nextBoolean() ? 0 : 10 * GIB,
                    random.nextInt(4) == 0 ? "b" : "",
                    random.nextInt(3) == 0 ? Map.of(random.nextBoolean() ? "nuke" : "disk", 1L) : Map.of());
            List<String> requirements =
                    random.nextBoolean() ? List.of() : List.of("org.tablao.tag;(tag=" + random.nextInt(3) + ")");
            List<PlannedTask> planned = new ArrayList<>();
            for (int n = 1; n <= TASKS; n++) {
                List<Integer> after = n > 1 && random.nextInt(4) == 0 ? List.of(n - 1) : List.of();
                planned.add(new PlannedTask(
                        n, "t" + n, List.of(), after, requirements, random.nextInt(3) == 0 ? Needs.ONE_SLOT : needs));
            }
            String order =
                    List.of("ascending", "descending", "first-middle-last").get(random.nextInt(3));
            JobPlan plan = new JobPlan(id, planned, List.of(), new JobTerms(order, random.nextInt(4), 0, 0, 0, 0, 0));
            JobLease plain = Stage.leaseOf(id, random.nextInt(4) * 10);
            JobLease lease = new JobLease(
                            id,
                            "server-1",
                            1,
                            plain.planSha256(),
                            86_400,
                            id,
                            "project-" + random.nextInt(3),
                            "shot",
                            "test",
                            plain.priority(),
                            random.nextInt(3),
                            plain.wish(),
                            0,
                            100)
                    .withShare(random.nextInt(3) * 20, 40 + random.nextInt(4) * 20);
            stage.store.plans.put(lease.planSha256(), plan);
            stage.run(step -> stage.state().leaseJob(step, lease, plan));
        }

        private void grant() {
            String name = random.nextBoolean() ? "nuke" : "disk";
            revision++;
            LimitGrant grant =
                    new LimitGrant(name, name.equals("disk") ? "host" : "farm", random.nextInt(4) - 1, revision);
            stage.run(step -> stage.state().grant(step, grant));
        }

        private void wish() {
            if (jobs.isEmpty()) {
                return;
            }
            String job = jobs.get(random.nextInt(jobs.size()));
            revision++;
            String task = Integer.toString(1 + random.nextInt(TASKS));
            List<TaskWish> tasks = random.nextBoolean()
                    ? List.of()
                    : List.of(new TaskWish(
                            revision, List.of("pause", "run", "requeue").get(random.nextInt(3)), task));
            Wish wish = new Wish(
                    job,
                    revision,
                    random.nextInt(3) == 0 ? "pause" : "run",
                    random.nextInt(4) * 10,
                    tasks,
                    random.nextInt(3) * 20,
                    40 + random.nextInt(4) * 20);
            stage.run(step -> stage.state().wish(step, wish));
        }

        private void report() {
            List<String> busy = held.keySet().stream()
                    .filter(worker -> !held.get(worker).isEmpty())
                    .toList();
            if (busy.isEmpty()) {
                return;
            }
            String worker = busy.get(random.nextInt(busy.size()));
            TaskLease lease =
                    held.get(worker).remove(random.nextInt(held.get(worker).size()));
            try {
                stage.report(worker, lease.leaseId(), random.nextInt(3) == 0 ? "crashed" : "completed");
            } catch (RefusedException e) {
                // The lease ended while the worker was silent.
                assertTrue(e.getMessage().contains("not current"), e.getMessage());
            }
        }

        private void ask() {
            int number = random.nextInt(WORKERS);
            String worker = "worker-" + number;
            List<TaskLease> has = held.computeIfAbsent(worker, any -> new ArrayList<>());
            if (!stage.store.rows.containsKey("worker " + worker)) {
                stage.join(worker);
            }
            Availability availability = new Availability(
                    List.of(new Capability("org.tablao.tag", Map.of("tag", Integer.toString(number % 2)))),
                    4,
                    4,
                    has.stream().map(TaskLease::leaseId).toList(),
                    hosts.get(number),
                    0);
            // Asked with no slot to fill: the worker is known to be there, and takes nothing yet.
            Availability full = new Availability(
                    availability.capabilities(), 4, 0, availability.held(), availability.resources(), 0);
            List<TaskLease> again = stage.call(step -> stage.state().available(step, worker, full, 0));
            again.forEach(lease -> take(worker, lease));
            List<String> open = openTasks(worker);
            List<TaskLease> leases = stage.call(step -> stage.state().available(step, worker, availability, 0)).stream()
                    .filter(lease -> has.stream().noneMatch(one -> one.leaseId().equals(lease.leaseId())))
                    .toList();
            List<String> first = leases.stream()
                    .limit(1)
                    .map(lease -> lease.jobId() + "." + lease.taskNumber())
                    .toList();
            assertEquals(open, first, "what is open to " + worker + ", and what it was given");
            given += leases.size();
            leases.forEach(lease -> take(worker, lease));
        }

        private void take(String worker, TaskLease lease) {
            stage.leases.put(lease.leaseId(), lease);
            held.get(worker).add(lease);
        }

        /** The tasks of which it is said that nothing keeps them from this worker. */
        private List<String> openTasks(String worker) {
            List<String> open = new ArrayList<>();
            for (String job : jobs) {
                for (int n = 1; n <= TASKS; n++) {
                    if (isOpen(job + "." + n, worker)) {
                        open.add(job + "." + n);
                    }
                }
            }
            return open;
        }

        private boolean isOpen(String task, String worker) {
            try {
                return stage.call(step -> stage.state().why(step, task, worker)).gates().stream()
                        .allMatch(Why.GateAnswer::open);
            } catch (RefusedException e) {
                // Of a job that had ended before the manager was started anew it knows no task.
                return false;
            }
        }
    }
}
