package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Carries calls: late, out of order, twice, or not at all; there and back apart. */
final class Network {
    /**
     * What the weather does to one direction of one call.
     *
     * @param slowest delay in seconds
     */
    record Weather(double lost, double doubled, double slowest) {
        static final Weather FAIR = new Weather(0, 0, 0.02);
    }

    private record Cut(Node from, Node to) {}

    private final Timeline timeline;
    private final Chance chance;
    private final List<Cut> cuts = new ArrayList<>();
    private Weather weather = Weather.FAIR;

    Network(Timeline timeline, Chance chance) {
        this.timeline = timeline;
        this.chance = chance;
    }

    void weather(Weather next) {
        weather = next;
    }

    /** Nothing passes this way for a time. */
    void cut(Node from, Node to, long nanos) {
        Cut cut = new Cut(from, to);
        cuts.add(cut);
        timeline.after(nanos, () -> cuts.remove(cut));
    }

    /**
     * One call. {@code then} runs once at the caller, if that still is the same start: with what came back, or with nothing
     * when that took too long or the connection broke.
     *
     * @param request handles the call at the node called, and gives its answer to what it is given; perhaps twice
     */
    <A> void call(Node from, Node to, double seconds, Consumer<Consumer<Answer<A>>> request, Consumer<Answer<A>> then) {
        Once<A> once = new Once<>(then);
        int caller = from.boot();
        Consumer<Answer<A>> atCaller = answer -> from.run(caller, () -> once.accept(answer));
        from.later(seconds, () -> once.accept(Answer.none()));
        int copies = copies(from, to);
        if (copies == 0 && chance.hit(0.5)) {
            timeline.after(delay(), () -> atCaller.accept(Answer.none()));
        }
        for (int i = 0; i < copies; i++) {
            timeline.after(delay(), () -> arrive(from, to, request, atCaller));
        }
    }

    private <A> void arrive(Node from, Node to, Consumer<Consumer<Answer<A>>> request, Consumer<Answer<A>> atCaller) {
        if (!to.isUp()) {
            timeline.after(delay(), () -> atCaller.accept(Answer.none()));
            return;
        }
        to.run(
                to.boot(),
                () -> request.accept(answer -> {
                    int copies = copies(to, from);
                    for (int i = 0; i < copies; i++) {
                        timeline.after(delay(), () -> atCaller.accept(answer));
                    }
                }));
    }

    private int copies(Node from, Node to) {
        if (cuts.contains(new Cut(from, to)) || chance.hit(weather.lost)) {
            return 0;
        }
        return chance.hit(weather.doubled) ? 2 : 1;
    }

    private long delay() {
        return chance.seconds(0.000_1, chance.hit(0.1) ? weather.slowest : Math.min(weather.slowest, 0.02));
    }

    private static final class Once<A> {
        private final Consumer<Answer<A>> then;
        private boolean done;

        Once(Consumer<Answer<A>> then) {
            this.then = then;
        }

        void accept(Answer<A> answer) {
            if (!done) {
                done = true;
                then.accept(answer);
            }
        }
    }
}
