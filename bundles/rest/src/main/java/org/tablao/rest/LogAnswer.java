package org.tablao.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.manager.AttemptLogs.LogPiece;

/**
 * Sends a log, or a part of it. The first piece is awaited without a thread; of a log longer than a piece the rest is
 * fetched while it is sent.
 */
final class LogAnswer {
    private static final int PIECE = 1 << 20;
    private static final long PATIENCE_SECONDS = 60;

    private final TaskLogs logs;
    private final String attemptId;

    LogAnswer(TaskLogs logs, String attemptId) {
        this.logs = logs;
        this.attemptId = attemptId;
    }

    CompletionStage<Response> from(long offset) {
        return logs.read(attemptId, offset, PIECE).thenApply(first -> {
            long end = Math.max(offset, first.length());
            return answer(first, new ByteRange(offset, end - 1), 200).build();
        });
    }

    CompletionStage<Response> tail(long most) {
        return length().thenCompose(length -> from(Math.max(0, length - most)));
    }

    CompletionStage<Response> range(String header) {
        return length().thenCompose(length -> {
            Optional<ByteRange> range = ByteRange.of(header, length);
            return range.isEmpty() ? from(0) : part(range.get(), length);
        });
    }

    private CompletionStage<Response> part(ByteRange range, long length) {
        return logs.read(attemptId, range.from(), (int) Math.min(PIECE, range.size()))
                .thenApply(first -> answer(first, range, 206)
                        .header("Content-Range", range.contentRange(length))
                        .build());
    }

    private CompletionStage<Long> length() {
        return logs.read(attemptId, 0, 1).thenApply(LogPiece::length);
    }

    private Response.ResponseBuilder answer(LogPiece first, ByteRange range, int status) {
        StreamingOutput text = out -> {
            byte[] bytes = first.bytes();
            long at = range.from();
            while (at <= range.to()) {
                if (bytes.length == 0) {
                    throw new IOException("the log became shorter while it was sent");
                }
                int used = (int) Math.min(bytes.length, range.to() - at + 1);
                out.write(bytes, 0, used);
                at += used;
                bytes = at <= range.to() ? read(at, range.to()) : bytes;
            }
        };
        return Response.status(status)
                .type("text/plain; charset=utf-8")
                .header("Log-Length", first.length())
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, range.size())
                .entity(text);
    }

    private byte[] read(long from, long to) throws IOException {
        try {
            return logs.read(attemptId, from, (int) Math.min(PIECE, to - from + 1))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .bytes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading the log of " + attemptId);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("reading the log of " + attemptId, e);
        }
    }
}
