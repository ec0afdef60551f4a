package org.tablao.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.node.Refusal;

/** Confirms at once, after so many failures. */
final class FakeHandshake implements Handshake {
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger joins = new AtomicInteger();
    private final Supplier<String> token;
    private final double leaseSeconds;

    FakeHandshake(Supplier<String> token, double leaseSeconds) {
        this.token = token;
        this.leaseSeconds = leaseSeconds;
    }

    @Override
    public CompletionStage<IdentifyAnswer.Confirmed> join(
            String role,
            String storeId,
            String callbackToken,
            Function<Identification, CompletionStage<IdentifyAnswer>> identify) {
        joins.incrementAndGet();
        if (failures.getAndDecrement() > 0) {
            return FakeGate.refused(Refusal.UNAVAILABLE);
        }
        return CompletableFuture.completedFuture(
                new IdentifyAnswer.Confirmed("node-1", true, "store-1", token.get(), 0.05, leaseSeconds, 0.1));
    }

    @Override
    public String bootNonce() {
        return "boot-1";
    }
}
