package org.tablao.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.worker.WorkerGate;

/** Calls of the manager. Made on the owner thread, answered on the owner thread. */
final class GateCalls {
    /** A call's own limit: a manager that says nothing is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** What is asked. */
    @FunctionalInterface
    interface Call<T> {
        CompletionStage<T> on(WorkerGate gate, Session session);
    }

    private final Membership membership;
    private final WorkerThreads threads;

    GateCalls(Membership membership, WorkerThreads threads) {
        this.membership = membership;
        this.threads = threads;
    }

    /** Asks once, if joined. A session that is not known any more is joined anew. */
    <T> void once(Call<T> call, Duration waits, BiConsumer<T, Throwable> then) {
        membership.joined().ifPresent(now -> ask(call, now, waits)
                .whenComplete((answer, problem) -> threads.own(() -> {
                    noteLoss(now.session(), problem);
                    then.accept(answer, problem);
                })));
    }

    /**
     * Asks until there is an answer or a refusal that stays. Whoever wants it no longer completes what this returns, on the
     * owner.
     */
    <T> CompletableFuture<T> untilAnswered(Call<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        tryOnce(call, new Backoff(), result);
        return result;
    }

    private <T> void tryOnce(Call<T> call, Backoff backoff, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        Optional<Membership.Joined> joined = membership.joined();
        if (joined.isEmpty()) {
            membership.whenJoined(() -> tryOnce(call, backoff, result));
            return;
        }
        Session session = joined.get().session();
        ask(call, joined.get(), Duration.ZERO)
                .whenComplete((answer, problem) -> threads.own(() -> {
                    noteLoss(session, problem);
                    if (problem == null) {
                        result.complete(answer);
                    } else if (!Refusals.passes(problem)) {
                        result.completeExceptionally(problem);
                    } else if (Refusals.of(problem)
                            .filter(Refusal.UNAUTHENTICATED::equals)
                            .isPresent()) {
                        tryOnce(call, backoff, result);
                    } else {
                        threads.later(backoff.next(), () -> tryOnce(call, backoff, result));
                    }
                }));
    }

    private void noteLoss(Session session, Throwable problem) {
        if (problem != null
                && Refusals.of(problem).filter(Refusal.UNAUTHENTICATED::equals).isPresent()) {
            membership.lost(session);
        }
    }

    private static <T> CompletableFuture<T> ask(Call<T> call, Membership.Joined joined, Duration waits) {
        try {
            return call.on(joined.gate(), joined.session())
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(waits.plus(LONGEST).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
