package org.tablao.core.manager;

import org.tablao.core.state.AttemptStatus;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.pluginapi.command.OutcomeClass;

/** How long an attempt may run, and how long it may show no sign of life. Asked with each heartbeat of it. */
final class Patience {
    private final ManagerRules rules;

    Patience(ManagerRules rules) {
        this.rules = rules;
    }

    double taskSeconds(JobRun job) {
        return job.terms.taskSeconds() > 0 ? job.terms.taskSeconds() : rules.taskSeconds();
    }

    double silentSeconds(JobRun job) {
        return job.terms.silentSeconds() > 0 ? job.terms.silentSeconds() : rules.silentSeconds();
    }

    /** Another progress or activity than before is a sign of life; a line of its log is one too, and is told elsewhere. */
    void heard(Attempt attempt, Heartbeat heartbeat, long nowNanos) {
        if (attempt.status != AttemptStatus.RUNNING) {
            return;
        }
        attempt.runs(nowNanos);
        double progress = Math.max(0, Math.min(1, heartbeat.progress()));
        if (progress != attempt.progress || !heartbeat.activity().equals(attempt.activity)) {
            attempt.lives(nowNanos);
        }
        double runs = attempt.runsSeconds(nowNanos);
        double silent = attempt.silentSeconds(nowNanos);
        double longest = taskSeconds(attempt.job);
        double most = silentSeconds(attempt.job);
        if (longest > 0 && runs > longest) {
            attempt.stop(OutcomeClass.TIMED_OUT, "It ran longer than " + seconds(longest) + ".");
        } else if (most > 0 && silent > most) {
            attempt.stop(OutcomeClass.TIMED_OUT, "It showed no sign of life for " + seconds(most) + ".");
        }
    }

    private static String seconds(double seconds) {
        return seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s";
    }
}
