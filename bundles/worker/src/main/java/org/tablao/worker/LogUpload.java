package org.tablao.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an attempt's log to the manager, piece after piece. State belongs to the owner thread. */
final class LogUpload {
    private static final Logger LOG = LoggerFactory.getLogger(LogUpload.class);
    private static final int PIECE = 256 * 1024;

    /** The manager takes lines until then; the rest is lost. */
    private static final Duration AFTER_REPORT = Duration.ofSeconds(60);

    private final String leaseId;
    private final AttemptLog log;
    private final GateCalls calls;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long sent;
    private boolean underWay;
    private boolean finishing;

    LogUpload(String leaseId, AttemptLog log, GateCalls calls) {
        this.leaseId = leaseId;
        this.log = log;
        this.calls = calls;
    }

    /** Sends what is new, if nothing is under way. */
    void push() {
        if (underWay || done.isDone()) {
            return;
        }
        byte[] piece;
        try {
            piece = log.read(sent, PIECE);
        } catch (IOException e) {
            LOG.warn("the log of {} cannot be read: {}", leaseId, e.toString());
            done.complete(null);
            return;
        }
        if (piece.length > 0) {
            underWay = true;
            long offset = sent;
            calls.<Long>untilAnswered((gate, session) -> gate.log(session, leaseId, offset, piece))
                    .whenComplete(this::pushed);
        } else if (finishing) {
            done.complete(null);
        }
    }

    /** No line comes after this. Completes when all is sent, or it is too late. */
    CompletableFuture<Void> finish(WorkerThreads threads) {
        finishing = true;
        threads.later(AFTER_REPORT, () -> done.complete(null));
        push();
        return done;
    }

    /** It is not wanted any more. */
    void drop() {
        done.complete(null);
    }

    private void pushed(Long next, Throwable problem) {
        underWay = false;
        if (problem != null || next <= sent) {
            LOG.debug("the log of {} is not taken further than {}", leaseId, sent, problem);
            done.complete(null);
            return;
        }
        sent = next;
        if (finishing || log.size() - sent >= PIECE) {
            push();
        }
    }
}
