package org.tablao.rest;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.tablao.nodeapi.farm.FrameFiles;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.manager.AttemptLogs.LogPiece;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Files of frames on disk, logs in memory. Reads at most 1 MiB at once, as promised. */
final class FakeFiles implements FrameFiles, TaskLogs {
    final Map<String, Path> images = new ConcurrentHashMap<>();
    final Map<String, byte[]> logs = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<ServedFile> thumbnail(String frameId) {
        return image(frameId);
    }

    @Override
    public CompletionStage<ServedFile> image(String frameId) {
        Path file = images.get(frameId);
        return file == null
                ? notThere("Frame " + frameId)
                : CompletableFuture.completedFuture(new ServedFile(file, "image/png", "cafe"));
    }

    @Override
    public CompletionStage<LogPiece> read(String attemptId, long offset, int most) {
        byte[] log = logs.get(attemptId);
        if (log == null) {
            return notThere("A log of attempt " + attemptId);
        }
        if (most < 1 || most > 1 << 20) {
            throw new IllegalArgumentException("most: " + most);
        }
        int from = (int) Math.min(offset, log.length);
        int to = Math.min(from + most, log.length);
        byte[] piece = java.util.Arrays.copyOfRange(log, from, to);
        return CompletableFuture.completedFuture(new LogPiece(offset, piece, log.length));
    }

    private static <T> CompletionStage<T> notThere(String what) {
        return CompletableFuture.failedFuture(new RefusedException(Refusal.NOT_FOUND, what + " does not exist.", ""));
    }
}
