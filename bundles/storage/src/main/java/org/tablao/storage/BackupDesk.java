package org.tablao.storage;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Ticker;

/**
 * Makes backups while the store goes on: every so often, and for who puts a file {@code <any>.request} into the folder of
 * backups, who has the right to the home's files. The answer is the same file renamed: {@code .done} with the backup's path in
 * it, or {@code .failed} with the reason.
 */
final class BackupDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);
    private static final String REQUEST = ".request";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final OpenStore store;
    private final Backups backups;
    private final Ticker ticker;
    private final Duration every;
    private final int kept;
    private final WatchService watch;
    private final Thread thread = new Thread(this::run, "tablao-store-backup");
    private volatile boolean closing;
    private boolean watched;
    private String lastTrouble = "";

    /** @param every zero for none but those that are asked for */
    BackupDesk(OpenStore store, Backups backups, Ticker ticker, Duration every, int kept) throws IOException {
        this.store = store;
        this.backups = backups;
        this.ticker = ticker;
        this.every = every;
        this.kept = kept;
        this.watch = backups.folder().getFileSystem().newWatchService();
        watch();
        thread.start();
    }

    private void run() {
        long last = ticker.nanos();
        try {
            while (!closing) {
                boolean well = looksForRequests();
                long left = every.toNanos() - (ticker.nanos() - last);
                if (!every.isZero() && left <= 0) {
                    makeRegularly();
                    last = ticker.nanos();
                    left = every.toNanos();
                }
                long most = every.isZero() ? Long.MAX_VALUE : Math.max(left, 1);
                WatchKey key = watch.poll(well ? most : Math.min(most, PAUSE.toNanos()), TimeUnit.NANOSECONDS);
                if (key != null) {
                    key.pollEvents();
                    // It is not valid any more where the folder is gone.
                    watched = key.reset();
                }
            }
        } catch (ClosedWatchServiceException e) {
            // Closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be read now can be read again later: this never ends the thread. */
    private boolean looksForRequests() {
        try {
            if (!watched) {
                watch();
            }
            answerRequests();
            lastTrouble = "";
            return true;
        } catch (IOException e) {
            if (!e.toString().equals(lastTrouble)) {
                LOG.error("no backups are made for who asks: {} cannot be used: {}", backups.folder(), e.toString());
                lastTrouble = e.toString();
            }
            watched = false;
            return false;
        }
    }

    private void watch() throws IOException {
        Files.createDirectories(backups.folder());
        backups.folder().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        watched = true;
    }

    private void answerRequests() throws IOException {
        List<Path> requests;
        try (Stream<Path> found = Files.list(backups.folder())) {
            requests = found.filter(file -> file.getFileName().toString().endsWith(REQUEST))
                    .toList();
        }
        for (Path request : requests) {
            try {
                answer(request, ".done", make().toString());
            } catch (IOException | SQLException e) {
                LOG.warn("no backup could be made: {}", e.getMessage());
                answer(request, ".failed", reason(e));
            }
        }
    }

    private static void answer(Path request, String ending, String text) throws IOException {
        String name = request.getFileName().toString();
        Path answer = request.resolveSibling(name.substring(0, name.length() - REQUEST.length()) + ending);
        Path temporary = request.resolveSibling(name + ".new");
        // First: what cannot be answered must not be done again and again.
        Files.delete(request);
        Files.writeString(temporary, text);
        Files.move(temporary, answer, StandardCopyOption.ATOMIC_MOVE);
    }

    private void makeRegularly() {
        try {
            make();
        } catch (IOException | SQLException e) {
            LOG.error("the regular backup could not be made: {}", reason(e));
        }
    }

    private Path make() throws IOException, SQLException {
        Path file = backups.next();
        store.backUp(file, backups.now(), () -> closing);
        LOG.info("backup made: {}, {} bytes", file, Files.size(file));
        List<Path> all = backups.all();
        for (Path old : all.subList(0, Math.max(0, all.size() - kept))) {
            Files.delete(old);
        }
        return file;
    }

    private static String reason(Exception e) {
        return e instanceof SQLException sql ? Sql.lastMessage(sql) : e.toString();
    }

    @Override
    public void close() {
        closing = true;
        try {
            watch.close();
            thread.join();
        } catch (IOException e) {
            LOG.debug("closing the watch over backups", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
