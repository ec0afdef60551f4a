package org.tablao.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** The audit in the store. */
@Component(configurationPid = AuditDesk.PID)
@Designate(ocd = AuditDesk.Config.class)
public final class AuditDesk implements AuditTrail {
    static final String PID = "org.tablao.access";

    private static final Logger LOG = LoggerFactory.getLogger(AuditDesk.class);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PRUNINGS = Duration.ofHours(1);

    @ObjectClassDefinition(name = "Access", description = "Accounts and the audit")
    @interface Config {
        @AttributeDefinition(
                name = "Days of the audit",
                description = "Older entries are removed; 0: none for its age",
                min = "0")
        int audit_days() default 400;

        @AttributeDefinition(
                name = "Entries of the audit",
                description = "Beyond so many the oldest are removed; 0: none for their number",
                min = "0")
        long audit_entries() default 2_000_000;
    }

    private final AccountThread thread;
    private final Store store;
    private final Audit audit;
    private final Told told;
    private final ScheduledExecutorService clerk;

    @Activate
    public AuditDesk(@Reference Store store, @Reference Clock clock, Config config) {
        this(store, clock, Ticker.system(), new Retention(store, clock, config.audit_days(), config.audit_entries()));
    }

    AuditDesk(Store store, Clock clock, Ticker ticker, Retention retention) {
        this.store = store;
        this.thread = new AccountThread(store, "tablao-audit");
        this.audit = new Audit(clock);
        this.told = new Told(ticker);
        this.clerk = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread named = new Thread(work, "tablao-audit-clerk");
            named.setDaemon(true);
            return named;
        });
        every(BETWEEN_WRITES, () -> write(told.take()));
        every(BETWEEN_PRUNINGS, retention::prune);
    }

    private void every(Duration period, Runnable work) {
        clerk.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes what was told by now. */
    @Deactivate
    void close() {
        clerk.shutdown();
        try {
            if (!clerk.awaitTermination(10, TimeUnit.SECONDS)) {
                clerk.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write(told.takeAll());
        thread.close();
    }

    @Override
    public CompletionStage<Void> note(AuditRow entry) {
        return thread.call(() -> {
            thread.commit(List.of(new Change.Insert(audit.dated(entry))));
            return null;
        });
    }

    @Override
    public void tell(AuditRow entry) {
        told.add(audit.dated(entry));
    }

    private void write(List<AuditRow> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            store.commit(entries.stream().<Change>map(Change.Insert::new).toList());
        } catch (StoreException e) {
            LOG.warn("{} entries of the audit wait for the store: {}", entries.size(), e.getMessage());
            told.giveBack(entries);
        }
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
