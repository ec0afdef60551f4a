package org.tablao.storage;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the pages that there was no time for before the store was opened, slowly. */
final class BackgroundCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCheck.class);
    private static final long STEP_BYTES = 4L << 20;
    private static final int PAUSE_MILLIS = 20;

    /** A page that is being written looks damaged, for a moment. */
    private static final int LOOKS = 10;

    private final DerbyCheck check;
    private final Consumer<DamageException> found;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "tablao-store-check");

    BackgroundCheck(DerbyCheck check, Consumer<DamageException> found) {
        this.check = check;
        this.found = found;
        thread.start();
    }

    private void run() {
        int looks = 0;
        try {
            while (!check.isDone() && !closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    check.goOn(STEP_BYTES);
                    looks = 0;
                } catch (DamageException e) {
                    looks++;
                    if (looks == LOOKS) {
                        found.accept(e);
                        return;
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("the rest of the store's pages cannot be looked at: {}", e.toString());
        } catch (InterruptedException e) {
            // As good as closing: nobody else interrupts this thread.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
