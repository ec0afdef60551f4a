package org.tablao.manager;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.ids.AttemptId;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** One append-only file an attempt, on a thread of its own. */
@Component(service = {AttemptLogs.class, LogFiles.class})
public final class LogFiles implements AttemptLogs {
    /** What a log holds at most; what comes after is dropped. */
    static final long MOST_BYTES = 256L << 20;

    private static final int MOST_PIECE = 1 << 20;

    private final Path folder;
    private final long mostBytes;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "tablao-manager-logs"));

    @Activate
    public LogFiles(@Reference NodeInfo node) {
        this(node.data().resolve("attempt-logs"), MOST_BYTES);
    }

    LogFiles(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    @Deactivate
    void close() {
        thread.shutdown();
    }

    /** Appends what is not there yet; answers where the next piece begins. A piece after a gap is not taken. */
    CompletionStage<Long> append(String attemptId, long offset, byte[] bytes) {
        Path file = fileOf(attemptId);
        return onThread(() -> appendNow(file, offset, bytes));
    }

    @Override
    public CompletionStage<LogPiece> read(String attemptId, long offset, int most) {
        Path file;
        try {
            file = fileOf(attemptId);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return onThread(() -> readNow(file, offset, Math.min(most, MOST_PIECE)));
    }

    private long appendNow(Path file, long offset, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long size = channel.size();
            if (offset > size && size < mostBytes) {
                return size;
            }
            long end = Math.min(offset + bytes.length, mostBytes);
            if (end > size) {
                ByteBuffer fresh = ByteBuffer.wrap(bytes, (int) (size - offset), (int) (end - size));
                while (fresh.hasRemaining()) {
                    channel.write(fresh, size + fresh.position() - (size - offset));
                }
            }
            return Math.max(offset + bytes.length, size);
        }
    }

    private static LogPiece readNow(Path file, long offset, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            ByteBuffer piece = ByteBuffer.allocate((int) Math.max(0, Math.min(most, length - offset)));
            int read = 0;
            while (piece.hasRemaining() && read >= 0) {
                read = channel.read(piece, offset + piece.position());
            }
            return new LogPiece(offset, Arrays.copyOf(piece.array(), piece.position()), length);
        } catch (NoSuchFileException e) {
            throw noLog(file.getFileName().toString());
        }
    }

    /** Only an id's own form becomes a path. */
    private Path fileOf(String attemptId) {
        try {
            AttemptId id = AttemptId.parse(attemptId);
            return folder.resolve(id.jobId()).resolve(id.task() + "." + id.number() + ".log");
        } catch (IllegalArgumentException e) {
            throw noLog(attemptId);
        }
    }

    private static RefusedException noLog(String attemptId) {
        return new RefusedException(Refusal.NOT_FOUND, "Attempt " + attemptId + " has no log.", "");
    }

    private <T> CompletionStage<T> onThread(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                answer.complete(work.call());
            } catch (RefusedException e) {
                answer.completeExceptionally(e);
            } catch (Exception e) {
                answer.completeExceptionally(new RefusedException(
                        Refusal.UNAVAILABLE, "The log cannot be read or written: " + e.getMessage() + ".", ""));
            }
        });
        return answer;
    }
}
