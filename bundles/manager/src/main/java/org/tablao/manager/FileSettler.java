package org.tablao.manager;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.manager.Effects;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.worker.ReportedFile;

/** Finishes the publication of an accepted attempt whose worker does not: by checksum, as often as needed, on its own thread. */
final class FileSettler {
    private static final Logger LOG = LoggerFactory.getLogger(FileSettler.class);

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "tablao-manager-settler"));

    private final Ticker ticker;

    /** @param ticker that the manager's steps are timed by */
    FileSettler(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Completes with an empty text when every file is under its final name, else with the reason; with nothing where its time was over
     * before that.
     */
    CompletionStage<Optional<String>> settle(Effects.Settlement settlement) {
        return CompletableFuture.supplyAsync(() -> settleNow(settlement), thread);
    }

    void close() {
        thread.shutdownNow();
    }

    private Optional<String> settleNow(Effects.Settlement settlement) {
        for (ReportedFile file : settlement.files()) {
            Optional<String> problem = place(file, settlement.untilNanos());
            if (problem.isEmpty()) {
                LOG.warn("attempt {} is not published: the lease of its job has ended", settlement.leaseId());
                return problem;
            }
            if (!problem.get().isEmpty()) {
                LOG.warn("attempt {} cannot be published: {}", settlement.leaseId(), problem.get());
                return problem;
            }
        }
        LOG.info("attempt {} was published for its worker", settlement.leaseId());
        return Optional.of("");
    }

    private Optional<String> place(ReportedFile file, long untilNanos) {
        try {
            Path target = Path.of(file.targetPath());
            Path pending = Path.of(file.pendingPath());
            boolean moves = !isWhole(target, file) && isBeside(pending, target) && isWhole(pending, file);
            // Last of all, for to read it took its time.
            if (moves && untilNanos - ticker.nanos() <= 0) {
                return Optional.empty();
            }
            return Optional.of(place(file, pending, target, moves));
        } catch (IOException | InvalidPathException e) {
            return Optional.of("File " + file.targetPath() + " could not be put in place: " + e.getMessage() + ".");
        }
    }

    private static String place(ReportedFile file, Path pending, Path target, boolean moves) throws IOException {
        if (!moves) {
            return isWhole(target, file) ? "" : "Neither " + file.targetPath() + " nor what was to become it is whole.";
        }
        try {
            Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Its worker is alive after all, and was faster.
            return isWhole(target, file) ? "" : "File " + file.pendingPath() + " is gone.";
        }
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return "";
    }

    /** A worker says where its file is; only what lies under the target's folder can be its attempt's. */
    private static boolean isBeside(Path pending, Path target) {
        return pending.isAbsolute()
                && target.isAbsolute()
                && pending.equals(pending.normalize())
                && target.equals(target.normalize())
                && target.getParent() != null
                && pending.startsWith(target.getParent());
    }

    private static boolean isWhole(Path path, ReportedFile file) throws IOException {
        if (!path.isAbsolute() || !Files.isRegularFile(path) || Files.size(path) != file.sizeBytes()) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(path)) {
            return Sha256.of(bytes).equals(file.sha256());
        }
    }
}
