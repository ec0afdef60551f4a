package org.tablao.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Somebody who submits jobs and cancels some, and asks again until there is an answer. */
final class User extends Node {
    private static final double PATIENCE = 10;

    private final Farm farm;
    private final Map<String, String> jobsByKey = new HashMap<>();
    private int open;

    User(Farm farm) {
        super("user", farm.timeline, farm.chance);
        this.farm = farm;
    }

    /** Ids of jobs by the keys of their submissions, as the server acknowledged them. */
    Map<String, String> acknowledged() {
        return jobsByKey;
    }

    boolean isContent() {
        return open == 0;
    }

    void begin() {
        start();
        open = farm.workload.drafts().size();
        farm.workload.drafts().forEach(draft -> timeline.at(draft.atNanos(), () -> submit(draft)));
    }

    private void submit(Workload.Draft draft) {
        this.<String>ask((server, reply) -> server.submit(draft, reply), id -> {
            timeline.note(id.hashCode(), () -> draft.name() + " is job " + id);
            String before = jobsByKey.put(draft.key(), id);
            BrokenPromise.unless(before == null || before.equals(id), "P1", () -> draft.key() + " made two jobs");
            if (draft.cancelAfterNanos() > 0) {
                timeline.after(draft.cancelAfterNanos(), () -> cancel(id));
            } else {
                open--;
            }
        });
        if (chance.hit(0.2)) {
            // Somebody pressed twice.
            this.<String>ask(
                    (server, reply) -> server.submit(draft, reply),
                    id -> BrokenPromise.unless(
                            id.equals(jobsByKey.getOrDefault(draft.key(), id)),
                            "P1",
                            () -> draft.key() + " made two jobs"));
        }
    }

    private void cancel(String id) {
        this.<Boolean>ask(
                (server, reply) -> server.want(id, (wishes, turn, job, now) -> wishes.cancel(turn, job, now), reply),
                done -> open--);
    }

    private <A> void ask(BiConsumer<SimulatedServer, Consumer<Answer<A>>> request, Consumer<A> then) {
        farm.network.<A>call(this, farm.server, PATIENCE, reply -> request.accept(farm.server, reply), answer -> {
            if (answer.mayPass()) {
                later(1.0, () -> ask(request, then));
            } else {
                then.accept(answer.value()
                        .orElseThrow(() -> new BrokenPromise("P1", "the server refused: " + answer.refusal())));
            }
        });
    }
}
