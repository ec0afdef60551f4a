package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tablao.core.server.JobDetails;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.plan.PlannedTask;

/** What is submitted in a run, and what becomes of each attempt at it. */
final class Workload {
    /** A limit of the whole farm. */
    static final String LICENCE = "licence";

    private static final List<String> FAILURES =
            List.of("crashed", "crashed", "out-of-memory", "timed-out", "bad-output", "interrupted", "missing-asset");

    /**
     * A job that somebody wants.
     *
     * @param manager that it is to go to, or empty
     * @param atNanos when it is submitted
     * @param cancelAfterNanos when it is cancelled after that, 0: never
     * @param whims how often something else is wanted of it
     */
    record Draft(
            String name,
            String project,
            String shot,
            int priority,
            String manager,
            String key,
            List<PlannedTask> tasks,
            List<PlannedFrame> frames,
            Scheduling scheduling,
            long atNanos,
            long cancelAfterNanos,
            int whims) {

        JobDetails details() {
            return new JobDetails(Map.of(), manager, scheduling);
        }

        JobPlan plan(String jobId) {
            return new JobPlan(jobId, tasks, frames);
        }
    }

    /**
     * What becomes of an attempt.
     *
     * @param nanos how long its process runs
     * @param files that it makes
     */
    record Fate(long nanos, String outcome, int files) {}

    private final Chance chance;
    private final FarmSetup setup;
    private final List<Draft> drafts = new ArrayList<>();

    Workload(Chance chance, FarmSetup setup) {
        this.chance = chance;
        this.setup = setup;
        for (int i = 0; i < setup.jobs(); i++) {
            drafts.add(draft(i));
        }
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** What a server reads in the document of a job. */
    JobDetails detailsOf(String jobName) {
        return drafts.stream()
                .filter(draft -> draft.name().equals(jobName))
                .findFirst()
                .orElseThrow()
                .details();
    }

    Fate fate(String jobId, int task) {
        String outcome = chance.hit(setup.failing()) ? chance.oneOf(FAILURES) : "completed";
        return new Fate(chance.seconds(0.2, setup.longestTask()), outcome, filesOf(task));
    }

    static int frame(int task, int index) {
        return task * 10 + index;
    }

    static String folder(String jobId) {
        return "/renders/" + jobId;
    }

    private static int filesOf(int task) {
        return task % 5 == 0 ? 0 : 1 + task % 2;
    }

    /** How much of the farm's licences a task of a job takes. */
    long licences(String jobName, int task) {
        return drafts.stream()
                .filter(draft -> draft.name().equals(jobName))
                .mapToLong(draft -> draft.tasks().get(task - 1).needs().limits().getOrDefault(LICENCE, 0L))
                .sum();
    }

    private Needs needs() {
        if (!setup.demanding()) {
            return Needs.ONE_SLOT;
        }
        return new Needs(
                chance.between(1, 2),
                chance.oneOf(List.of(0L, 3L, 7L)) * Machine.GIGABYTE,
                chance.hit(0.4) ? chance.between(1, 2) : 0,
                0,
                "",
                chance.hit(0.3) ? Map.of(LICENCE, 1L) : Map.of());
    }

    private Draft draft(int index) {
        int size = chance.between(1, setup.tasksPerJob());
        boolean chained = chance.hit(0.4);
        List<PlannedTask> tasks = new ArrayList<>();
        List<PlannedFrame> frames = new ArrayList<>();
        PlannedCommand command = new PlannedCommand("render", "0", Map.of());
        for (int number = 1; number <= size; number++) {
            List<Integer> dependsOn =
                    chained && number > 1 && chance.hit(0.4) ? List.of(chance.between(1, number - 1)) : List.of();
            List<String> requirements = chance.hit(0.15) ? List.of("org.tablao.engine;(engine=blender)") : List.of();
            tasks.add(new PlannedTask(number, "task " + number, List.of(command), dependsOn, requirements, needs()));
            for (int file = 0; file < filesOf(number); file++) {
                frames.add(new PlannedFrame(number, "main", frame(number, file)));
            }
        }
        return new Draft(
                "job " + index,
                "project " + index % 2,
                "shot " + index % 3,
                chance.between(1, 100),
                chance.hit(0.2) ? Farm.managerName(chance.between(1, setup.managers())) : "",
                "key-" + index,
                List.copyOf(tasks),
                List.copyOf(frames),
                Scheduling.USUAL,
                chance.seconds(0, setup.troubleSeconds() / 2),
                chance.hit(0.15) ? chance.seconds(0, setup.troubleSeconds() / 2) : 0,
                setup.whimsical() ? chance.between(0, 5) : 0);
    }
}
