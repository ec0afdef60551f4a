package org.tablao.worker;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/** What the owner thread keeps of an attempt. */
final class RunningAttempt {
    final Attempt attempt;
    final LogUpload upload;
    /** When the last call that was answered had been made: the lease counts from then. */
    long contact;
    /** When the last heartbeat was sent. */
    long beat;

    long leaseNanos;
    boolean beating;
    /** False while it waits for a slot. */
    boolean started;

    long startedNanos;
    /** When it last showed a sign of life, and how many it had shown. */
    long signNanos;

    long signs;
    /** Once its commands have ended. */
    Optional<CompletableFuture<ReportAnswer>> reporting = Optional.empty();

    TaskLease lease() {
        return attempt.lease();
    }

    void starts(long nowNanos) {
        started = true;
        startedNanos = nowNanos;
        signNanos = nowNanos;
    }

    RunningAttempt(Attempt attempt, LogUpload upload, long askedAt) {
        this.attempt = attempt;
        this.upload = upload;
        this.contact = askedAt;
        this.beat = askedAt;
        this.startedNanos = askedAt;
        this.signNanos = askedAt;
        this.leaseNanos = Nanos.of(attempt.lease().leaseSeconds());
    }
}
