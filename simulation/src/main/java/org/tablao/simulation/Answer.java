package org.tablao.simulation;

import java.util.Optional;
import org.tablao.nodeapi.node.Refusal;

/**
 * What came of a call.
 *
 * @param value empty where it was refused, or where nothing came back
 * @param refusal empty also where nothing came back
 */
record Answer<A>(Optional<A> value, Optional<Refusal> refusal) {
    static <A> Answer<A> of(A value) {
        return new Answer<>(Optional.of(value), Optional.empty());
    }

    static <A> Answer<A> refused(Refusal why) {
        return new Answer<>(Optional.empty(), Optional.of(why));
    }

    static <A> Answer<A> none() {
        return new Answer<>(Optional.empty(), Optional.empty());
    }

    boolean isDone() {
        return value.isPresent();
    }

    A get() {
        return value.orElseThrow();
    }

    boolean isRefusedAs(Refusal why) {
        return refusal.filter(why::equals).isPresent();
    }

    /** Whether the same call may be answered another time. */
    boolean mayPass() {
        return !isDone()
                && refusal.filter(why -> why != Refusal.UNAVAILABLE && why != Refusal.UNAUTHENTICATED)
                        .isEmpty();
    }
}
