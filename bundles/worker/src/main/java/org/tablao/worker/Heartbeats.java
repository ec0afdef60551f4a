package org.tablao.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;

/**
 * Keeps leases while commands run, and ends what is not wanted or not this worker's any more. An attempt that reports is left
 * alone: its report has the last word. Owner thread.
 */
final class Heartbeats {
    /** Fine enough for the log that people watch, and for every deadline. */
    static final Duration STEP = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Membership membership;
    private final GateCalls calls;
    private final Ticker ticker;
    private final Consumer<RunningAttempt> stopped;
    private double marginSeconds;
    private double heartbeatSeconds = 1;

    /** @param stopped told of each attempt that the manager wants ended, or that is given up */
    Heartbeats(Membership membership, GateCalls calls, Ticker ticker, Consumer<RunningAttempt> stopped) {
        this.stopped = stopped;
        this.membership = membership;
        this.calls = calls;
        this.ticker = ticker;
    }

    void joined(Membership.Joined joined) {
        marginSeconds = joined.confirmed().marginSeconds();
        heartbeatSeconds = joined.confirmed().heartbeatSeconds();
    }

    Duration step() {
        Duration period = Duration.ofNanos(Nanos.of(heartbeatSeconds));
        return period.compareTo(STEP) < 0 ? period : STEP;
    }

    void step(Collection<RunningAttempt> running) {
        long now = ticker.nanos();
        for (RunningAttempt one : running) {
            one.upload.push();
            if (one.started) {
                Bounds.hold(one, now);
            }
            if (one.reporting.isPresent() || one.attempt.cause() != Attempt.Cause.NONE) {
                continue;
            }
            if (isOverdue(one.contact, one.leaseNanos)) {
                LOG.warn("{} is given up: the manager was not heard for its lease", one.attempt.id());
                one.attempt.stop(Attempt.Cause.ABANDONED);
                stopped.accept(one);
            } else if (!one.beating
                    && now - one.beat >= Nanos.of(heartbeatSeconds)
                    && membership.joined().isPresent()) {
                beat(one, now);
            }
        }
    }

    /** Whether what was leased for so long by a call of that time is to stop. */
    boolean isOverdue(long contact, long leaseNanos) {
        return ticker.nanos() - contact > leaseNanos - Nanos.of(marginSeconds);
    }

    private void beat(RunningAttempt one, long now) {
        one.beating = true;
        one.beat = now;
        Attempt.Progress progress = one.attempt.progress();
        Heartbeat heartbeat = new Heartbeat(
                one.attempt.lease().claim(),
                progress.fraction(),
                progress.activity(),
                one.attempt.memoryBytes(),
                one.started);
        calls.once(
                (gate, session) -> gate.heartbeat(session, one.attempt.id(), heartbeat),
                Duration.ZERO,
                (answer, problem) -> answered(one, now, answer, problem));
    }

    private static Attempt.Cause causeOf(HeartbeatAnswer answer) {
        return switch (answer.outcome()) {
            case "interrupted" -> Attempt.Cause.INTERRUPTED;
            case "timed-out" -> Attempt.Cause.TIMED_OUT;
            default -> Attempt.Cause.CANCELLED;
        };
    }

    private void answered(RunningAttempt one, long sent, HeartbeatAnswer answer, Throwable problem) {
        one.beating = false;
        if (one.reporting.isPresent()) {
            return;
        }
        if (problem == null) {
            one.contact = sent;
            one.leaseNanos = Nanos.of(answer.leaseSeconds());
            if (answer.giveWay() && !one.attempt.givesWay()) {
                LOG.info("{} gives way when it can", one.attempt.id());
                one.attempt.giveWay();
            }
            if (answer.stop()) {
                LOG.info("{} is to end: {}", one.attempt.id(), answer.outcome());
                one.attempt.stop(causeOf(answer));
                stopped.accept(one);
            }
            return;
        }
        Optional<Refusal> refusal = Refusals.of(problem);
        if (refusal.filter(why -> why == Refusal.STALE || why == Refusal.SUPERSEDED || why == Refusal.NOT_FOUND)
                .isPresent()) {
            LOG.warn("{} is given up: {}", one.attempt.id(), Refusals.text(problem));
            one.attempt.stop(Attempt.Cause.ABANDONED);
            stopped.accept(one);
        }
    }
}
