package org.tablao.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Somebody who submits jobs, wants this and that of them, and asks again until there is an answer. */
final class User extends Node {
    private static final double PATIENCE = 10;

    private final Farm farm;
    private final Whims whims;
    private final Map<String, String> jobsByKey = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private int open;

    User(Farm farm) {
        super("user", farm.timeline, farm.chance);
        this.farm = farm;
        this.whims = new Whims(farm.chance);
    }

    /** Ids of jobs by the keys of their submissions, as the server acknowledged them. */
    Map<String, String> acknowledged() {
        return jobsByKey;
    }

    /** Whether something but to run was wanted of a job. */
    boolean wantedSomethingOf(String jobId) {
        return touched.contains(jobId);
    }

    boolean isContent() {
        return open == 0;
    }

    void begin() {
        start();
        open++;
        this.<Boolean>ask(
                (server, reply) -> server.limit(Workload.LICENCE, farm.setup.licences(), reply), answer -> open--);
        if (farm.setup.whimsical()) {
            farm.workers.forEach(worker -> {
                String schedule = whims.schedule();
                String wanted = whims.ofWorker();
                after(chance.seconds(0, farm.setup.troubleSeconds() / 2), () -> want(worker.id(), wanted, schedule));
            });
        }
        farm.workload.drafts().forEach(draft -> {
            open++;
            timeline.at(draft.atNanos(), () -> submit(draft));
        });
    }

    /** Lets all jobs go on. */
    void settle() {
        List<String> workers =
                farm.workers.stream().map(SimulatedWorker::id).distinct().toList();
        workers.forEach(worker -> want(worker, "run", ""));
        jobsByKey.values().stream().sorted().forEach(id -> want(id, whims.release(workers)));
    }

    private void submit(Workload.Draft draft) {
        this.<String>ask((server, reply) -> server.submit(draft, reply), answer -> {
            open--;
            String id = answer.get();
            timeline.note(id.hashCode(), () -> draft.name() + " is job " + id);
            once(draft, id);
            jobsByKey.put(draft.key(), id);
            if (draft.cancelAfterNanos() > 0) {
                touched.add(id);
                after(draft.cancelAfterNanos(), () -> want(id, Whims.cancel()));
            }
            for (int i = 0; i < draft.whims(); i++) {
                touched.add(id);
                SimulatedServer.Wanted whim = whims.next(draft.tasks().size());
                after(chance.seconds(0, farm.setup.troubleSeconds() / 2), () -> want(id, whim));
            }
        });
        if (chance.hit(0.2)) {
            // Somebody pressed twice.
            open++;
            this.<String>ask((server, reply) -> server.submit(draft, reply), answer -> {
                open--;
                once(draft, answer.get());
            });
        }
    }

    private void once(Workload.Draft draft, String id) {
        String other = jobsByKey.getOrDefault(draft.key(), id);
        BrokenPromise.unless(other.equals(id), "P1", () -> draft.key() + " made " + id + " and " + other);
    }

    private void after(long nanos, Runnable work) {
        open++;
        timeline.after(nanos, () -> {
            open--;
            work.run();
        });
    }

    /** Says it until it was heard, whether it could be done or not. */
    private void want(String id, SimulatedServer.Wanted wanted) {
        open++;
        this.<Boolean>ask((server, reply) -> server.want(id, wanted, reply), answer -> open--);
    }

    private void want(String worker, String wanted, String schedule) {
        open++;
        this.<Boolean>ask((server, reply) -> server.wantOfWorker(worker, wanted, schedule, reply), answer -> open--);
    }

    private <A> void ask(BiConsumer<SimulatedServer, Consumer<Answer<A>>> request, Consumer<Answer<A>> then) {
        farm.network.<A>call(this, farm.server, PATIENCE, reply -> request.accept(farm.server, reply), answer -> {
            if (answer.mayPass()) {
                later(1.0, () -> ask(request, then));
            } else {
                then.accept(answer);
            }
        });
    }
}
