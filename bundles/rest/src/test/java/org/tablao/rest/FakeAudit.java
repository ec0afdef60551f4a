package org.tablao.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;

/** Keeps what is noted. */
final class FakeAudit implements AuditTrail {
    volatile String next = "";
    final List<AuditRow> entries = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Void> note(AuditRow entry) {
        entries.add(entry);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Page<AuditRow>> search(AuditQuery query) {
        return CompletableFuture.completedFuture(
                new Page<>(entries.stream().filter(query::finds).toList(), next, -1));
    }
}
