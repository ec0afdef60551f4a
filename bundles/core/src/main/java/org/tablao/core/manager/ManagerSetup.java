package org.tablao.core.manager;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tablao.core.failure.UsualFailures;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;

/**
 * What a manager's state is given for its life.
 *
 * @param incarnation of its store
 * @param policy which job goes first
 * @param shadow which job would go first by another policy, only to be compared
 * @param failures decides what follows a failure; must not throw
 * @param scheduling how tasks are given away besides
 */
public record ManagerSetup(
        String incarnation,
        LeaseTerms terms,
        RowCodec codec,
        Ranks policy,
        Ranks shadow,
        Function<FailedAttempt, FailureDecision> failures,
        ManagerRules rules,
        SchedulingTerms scheduling) {

    /** A manager that nobody configured, with jobs by a rank of their own whatever their projects. */
    public ManagerSetup(String incarnation, LeaseTerms terms, RowCodec codec, ToDoubleFunction<RankedJob> rank) {
        this(
                incarnation,
                terms,
                codec,
                new JobsOnly(rank),
                Ranks.NONE,
                new UsualFailures()::decide,
                ManagerRules.USUAL,
                SchedulingTerms.USUAL);
    }

    private record JobsOnly(ToDoubleFunction<RankedJob> rank) implements Ranks {
        @Override
        public double job(RankedJob job) {
            return rank.applyAsDouble(job);
        }

        @Override
        public double project(RankedProject project) {
            return 0;
        }
    }
}
