package org.tablao.simulation;

import java.util.List;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** What users want of jobs and of their tasks, again and again, until they let all go on. */
final class Whims {
    private static final List<String> OF_TASKS = List.of("pause", "run", "cancel");

    private final Chance chance;

    Whims(Chance chance) {
        this.chance = chance;
    }

    /** Something that somebody may want of a job of so many tasks. */
    SimulatedServer.Wanted next(int tasks) {
        String some = someOf(tasks);
        return switch (chance.between(0, 7)) {
            case 0 -> (state, turn, job, stored, now) -> state.jobWishes().pause(turn, job);
            case 1, 2 -> (state, turn, job, stored, now) -> state.jobWishes().resume(turn, job, now);
            case 3 -> priority();
            case 4, 5 -> ofTasks(chance.oneOf(OF_TASKS), some);
            case 6 -> cancel();
            default -> requeue(some);
        };
    }

    static SimulatedServer.Wanted cancel() {
        return (state, turn, job, stored, now) -> state.jobWishes().cancel(turn, job, now);
    }

    /** Lets a job go on with all that is left of it; says nothing to one that has ended. */
    SimulatedServer.Wanted release(List<String> workers) {
        return (state, turn, job, stored, now) -> {
            if (!job.ended() && !job.row().wanted().equals("cancel")) {
                state.jobWishes().resume(turn, job, now);
                state.jobWishes().wantOfTasks(turn, job, "run", "all");
                workers.forEach(worker -> state.jobWishes().wantOfTasks(turn, job, "unblock", worker));
            }
        };
    }

    /** What somebody may want of a worker. */
    String ofWorker() {
        return chance.oneOf(List.of("run", "run", "sleep", "drain"));
    }

    /** When a worker is to sleep; often never. */
    String schedule() {
        int hour = chance.between(0, 23);
        return chance.hit(0.5) ? "" : hour + ":00-" + (hour + chance.between(1, 12)) + ":00";
    }

    private SimulatedServer.Wanted priority() {
        int priority = chance.between(1, 100);
        return (state, turn, job, stored, now) -> state.jobWishes().prioritize(turn, job, priority);
    }

    private static SimulatedServer.Wanted ofTasks(String wanted, String subject) {
        return (state, turn, job, stored, now) -> state.jobWishes().wantOfTasks(turn, job, wanted, subject);
    }

    private static SimulatedServer.Wanted requeue(String subject) {
        return (state, turn, job, stored, now) -> {
            if (job.live().isEmpty() && stored.isEmpty()) {
                throw new RefusedException(Refusal.UNAVAILABLE, "It changed meanwhile.", "Ask again.");
            }
            state.jobWishes().requeue(turn, job, subject, stored, now);
        };
    }

    private String someOf(int tasks) {
        int from = chance.between(1, tasks);
        return switch (chance.between(0, 3)) {
            case 0 -> "all";
            case 1 -> "failed";
            case 2 -> Integer.toString(from);
            default -> from + "-" + chance.between(from, tasks);
        };
    }
}
