package org.tablao.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.ids.UuidV7;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Store;

/** The audit in the store. */
@Component
public final class AuditDesk implements AuditTrail {
    private final Store store;
    private final AccountThread thread;
    private final Clock clock;
    private final UuidV7 ids;

    @Activate
    public AuditDesk(@Reference Store store, @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
        this.ids = new UuidV7(clock, new SecureRandom());
        this.thread = new AccountThread(store, "tablao-audit");
    }

    @Deactivate
    void close() {
        thread.close();
    }

    @Override
    public CompletionStage<Void> note(AuditRow entry) {
        return thread.call(() -> {
            thread.commit(List.of(new Change.Insert(new AuditRow(
                    ids.next(),
                    clock.millis(),
                    entry.who(),
                    entry.kind(),
                    entry.action(),
                    entry.object(),
                    entry.outcome(),
                    entry.detail(),
                    entry.address()))));
            return null;
        });
    }

    @Override
    public CompletionStage<Page<AuditRow>> search(AuditQuery query) {
        return thread.call(() -> {
            List<AuditRow> found = store.audit(query);
            String next =
                    found.size() == query.limit() ? found.get(found.size() - 1).id() : "";
            return new Page<>(found, next, -1);
        });
    }
}
