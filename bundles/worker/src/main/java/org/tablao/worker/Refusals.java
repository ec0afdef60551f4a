package org.tablao.worker;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** What a stage that failed says. */
final class Refusals {
    private Refusals() {}

    /** Empty for what is no refusal: a connection lost, a fault. */
    static Optional<Refusal> of(Throwable problem) {
        return unwrap(problem) instanceof RefusedException refused ? Optional.of(refused.refusal()) : Optional.empty();
    }

    /** Whether asking again may help. */
    static boolean passes(Throwable problem) {
        return of(problem)
                .map(refusal -> refusal == Refusal.UNAVAILABLE || refusal == Refusal.UNAUTHENTICATED)
                .orElse(true);
    }

    static String text(Throwable problem) {
        Throwable cause = unwrap(problem);
        return cause instanceof RefusedException ? cause.getMessage() : cause.toString();
    }

    private static Throwable unwrap(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null
                ? unwrap(problem.getCause())
                : problem;
    }
}
