package org.tablao.storage;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/**
 * Opens a database and offers it as the {@link Store}. One that does not open is said in one line, and there is no store: hence
 * the registration by hand, and not a component that fails with a stack trace for each who asks. A database on another host may
 * come later, so that is tried again and again.
 */
final class StoreOffer {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOffer.class);
    private static final int SECONDS_BETWEEN_TRIES = 2;

    private final BundleContext context;
    private final int connections;
    private final DeskOpening desk;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Thread trying;
    private Runnable end = () -> {};
    private String lastReason = "";

    /** What makes backups of an open store. */
    interface DeskOpening {
        BackupDesk open(OpenStore store) throws IOException;
    }

    /** @param database throws IllegalArgumentException where the configuration makes no sense */
    StoreOffer(BundleContext context, Supplier<Database> database, int connections, DeskOpening desk) {
        this.context = context;
        this.connections = connections;
        this.desk = desk;
        try {
            begin(database.get());
        } catch (IllegalArgumentException e) {
            LOG.error("the store is not configured as it has to be: {}", e.getMessage());
        }
    }

    private void begin(Database database) {
        if (!opens(database) && database.isRemote()) {
            trying = new Thread(() -> keepTrying(database), "tablao-store");
            trying.start();
        }
    }

    private void keepTrying(Database database) {
        try {
            while (!closing.await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS)) {
                if (opens(database)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // As good as closing: nobody else interrupts this thread.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean opens(Database database) {
        try {
            OpenStore open = OpenStore.open(database, connections);
            if (closing.getCount() == 0) {
                open.close();
                return true;
            }
            Store own = open.store();
            ServiceRegistration<Store> offered = context.registerService(Store.class, new OneForEach(open), null);
            LOG.info("store {} is open, incarnation {}", own.storeId(), own.incarnation());
            Runnable endOfBackups = opened(open);
            end = () -> {
                offered.unregister();
                endOfBackups.run();
                open.close();
            };
            return true;
        } catch (StoreException e) {
            // Said once, not at every try.
            if (!e.getMessage().equals(lastReason)) {
                lastReason = e.getMessage();
                LOG.error("{}", e.getMessage());
            }
            LOG.debug("why the store did not open", e);
            return false;
        }
    }

    /** Answers with what closes it again; a store without backups is better than none. */
    private Runnable opened(OpenStore open) {
        try {
            BackupDesk opened = desk.open(open);
            return opened::close;
        } catch (IOException e) {
            LOG.error("no backups are made: {}", e.toString());
            return () -> {};
        }
    }

    void close() {
        closing.countDown();
        if (trying != null) {
            try {
                trying.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            end.run();
        }
    }

    /** A store for each bundle, since each has read for itself what it builds upon. */
    private record OneForEach(OpenStore open) implements ServiceFactory<Store> {

        @Override
        public Store getService(Bundle bundle, ServiceRegistration<Store> registration) {
            return open.store();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Store> registration, Store store) {
            // It holds nothing of its own.
        }
    }
}
