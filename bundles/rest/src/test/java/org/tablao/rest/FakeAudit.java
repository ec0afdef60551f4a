package org.tablao.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;

/** Keeps what is noted. */
final class FakeAudit implements AuditTrail {
    volatile String next = "";
    volatile boolean broken;
    final List<AuditRow> entries = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Void> note(AuditRow entry) {
        if (broken) {
            return CompletableFuture.failedFuture(
                    new RefusedException(Refusal.UNAVAILABLE, "The store does not answer.", ""));
        }
        entries.add(entry);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void tell(AuditRow entry) {
        entries.add(entry);
    }

    @Override
    public CompletionStage<Page<AuditRow>> search(AuditQuery query) {
        return CompletableFuture.completedFuture(
                new Page<>(entries.stream().filter(query::finds).toList(), next, -1));
    }
}
