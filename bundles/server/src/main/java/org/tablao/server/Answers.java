package org.tablao.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** What leaves the server's services. */
final class Answers {
    private Answers() {}

    /** The stage with its failure as it was thrown: a chain of stages wraps it. */
    static <T> CompletionStage<T> plain(CompletionStage<T> chain) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        chain.whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else if (failure instanceof CompletionException && failure.getCause() != null) {
                answer.completeExceptionally(failure.getCause());
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    static RefusedException notFound(String what, String id) {
        return new RefusedException(
                Refusal.NOT_FOUND, "There is no " + what + " " + id + ".", "Look it up in the list.");
    }

    static RefusedException invalid(String reason, String wayOut) {
        return new RefusedException(Refusal.INVALID, reason, wayOut);
    }

    /** Reads an id of the public API. */
    static <T> T id(String what, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw notFound(what, text);
        }
    }

    /** The same for a call that answers with a stage. */
    static <T> CompletionStage<T> of(Supplier<CompletionStage<T>> call) {
        try {
            return plain(call.get());
        } catch (RefusedException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
