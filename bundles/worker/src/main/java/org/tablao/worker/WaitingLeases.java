package org.tablao.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Which attempts run and which wait for a slot, in the order in which they came. Owner thread. */
final class WaitingLeases {
    private final Deque<RunningAttempt> waiting = new ArrayDeque<>();
    private int slots = 1;
    private int filled;

    void slots(int now) {
        slots = now;
    }

    int size() {
        return waiting.size();
    }

    /**
     * Takes in a lease; answers whether it starts now. What was given ahead waits for a slot, and what was given for a slot that such
     * a one has filled while this was on its way.
     */
    boolean startsAtOnce(RunningAttempt one) {
        if (!fits(one)) {
            waiting.add(one);
            return false;
        }
        fill(one);
        return true;
    }

    /** Its commands have ended. */
    void ended(RunningAttempt one) {
        filled -= one.lease().slots();
    }

    /** The next one, if there is room for it: it fills its slots from now on. */
    Optional<RunningAttempt> next() {
        if (waiting.isEmpty() || !fits(waiting.peek())) {
            return Optional.empty();
        }
        RunningAttempt one = waiting.poll();
        fill(one);
        return Optional.of(one);
    }

    /** Takes one out that is not to start; false when it does not wait. */
    boolean remove(RunningAttempt one) {
        return waiting.remove(one);
    }

    private boolean fits(RunningAttempt one) {
        return filled == 0 || filled + one.lease().slots() <= slots;
    }

    private void fill(RunningAttempt one) {
        filled += one.lease().slots();
    }
}
