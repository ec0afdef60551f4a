package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tablao.core.owner.OwnerLoop;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;

/**
 * The owner of a role's state as {@link OwnerLoop} is one, in virtual time: work at once, one commit for all that waits, what
 * leaves after it; a commit that fails drops the role's memory. A process may die before, within and after each commit.
 */
final class RoleOwner {
    private final Node node;
    private final RowStore store;
    private final Farm farm;
    private final OwnerLoop.State state;
    private Group open = new Group();
    private boolean committing;
    private boolean closing;

    private static final class Group {
        final List<Change> changes = new ArrayList<>();
        final List<Runnable> departures = new ArrayList<>();
        final List<Runnable> failures = new ArrayList<>();

        void add(Turn turn) {
            changes.addAll(turn.changes());
            departures.addAll(turn.departures());
        }
    }

    RoleOwner(Node node, RowStore store, Farm farm, OwnerLoop.State state) {
        this.node = node;
        this.store = store;
        this.farm = farm;
        this.state = state;
    }

    /** The process starts: nothing is under way, the state is what the store has. */
    void start() {
        open = new Group();
        committing = false;
        closing = false;
        state.load();
    }

    /** Runs work on the state; {@code then} is called once what it saw and changed is durable, or is not going to be. */
    <T> void call(Function<Turn, T> work, Consumer<Answer<T>> then) {
        Turn turn = Turn.detached();
        Answer<T> answer;
        try {
            answer = Answer.of(work.apply(turn));
        } catch (RefusedException refused) {
            BrokenPromise.unless(turn.changes().isEmpty(), "refusal", () -> "changed rows: " + turn.changes());
            answer = Answer.refused(refused.refusal());
        }
        open.add(turn);
        Answer<T> given = answer;
        if (farm.has(Bug.ANSWER_BEFORE_COMMIT)) {
            then.accept(given);
        } else {
            open.departures.add(() -> then.accept(given));
            open.failures.add(() -> then.accept(Answer.refused(Refusal.UNAVAILABLE)));
        }
        closeSoon();
    }

    /** With all that comes before the owner gets to it. */
    private void closeSoon() {
        if (!committing && !closing) {
            closing = true;
            node.later(farm.chance.between(0, 0.002), this::close);
        }
    }

    private void close() {
        closing = false;
        Turn last = Turn.detached();
        state.seal(last);
        open.add(last);
        Group taken = open;
        open = new Group();
        if (taken.changes.isEmpty()) {
            // What was read is durable already.
            taken.departures.forEach(Runnable::run);
            return;
        }
        committing = true;
        Farm.CommitFate fate = farm.commitFate();
        node.later(fate.untilDurable(), () -> {
            if (fate.applied()) {
                store.commit(taken.changes);
            }
            node.later(fate.untilTold(), () -> told(taken, fate));
        });
    }

    private void told(Group taken, Farm.CommitFate fate) {
        committing = false;
        if (fate.failed()) {
            node.timeline.note(taken.changes.size(), () -> node.name + " cannot commit and loads its state anew");
            Group lost = open;
            open = new Group();
            state.load();
            taken.failures.forEach(Runnable::run);
            lost.failures.forEach(Runnable::run);
        } else {
            taken.departures.forEach(Runnable::run);
        }
        if (!open.departures.isEmpty() || !open.changes.isEmpty()) {
            closeSoon();
        }
    }
}
