package org.tablao.core.owner;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The one thread that owns a role's state, as the role's rooms use it. */
public interface Owner {
    /**
     * Runs work on the owner's thread. The stage completes with its result when all that this and earlier work changed is
     * durable: also a read may have seen what is not durable yet. It completes exceptionally with what the work threw (a
     * {@link org.tablao.nodeapi.node.RefusedException} must be thrown before anything was changed), and with UNAVAILABLE when
     * the commit failed or the owner is closed.
     */
    <T> CompletionStage<T> call(Function<Turn, T> work);

    /** Runs work again and again on the owner's thread, the first time after one period. */
    void every(Duration period, Consumer<Turn> work);
}
