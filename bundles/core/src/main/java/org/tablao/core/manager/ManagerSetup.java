package org.tablao.core.manager;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tablao.core.failure.UsualFailures;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.scheduling.RankedJob;

/**
 * What a manager's state is given for its life.
 *
 * @param incarnation of its store
 * @param rank of a job, the higher goes first; must not throw
 * @param failures decides what follows a failure; must not throw
 */
public record ManagerSetup(
        String incarnation,
        LeaseTerms terms,
        RowCodec codec,
        ToDoubleFunction<RankedJob> rank,
        Function<FailedAttempt, FailureDecision> failures,
        ManagerRules rules) {
    /** A manager that nobody configured. */
    public ManagerSetup(String incarnation, LeaseTerms terms, RowCodec codec, ToDoubleFunction<RankedJob> rank) {
        this(incarnation, terms, codec, rank, new UsualFailures()::decide, ManagerRules.USUAL);
    }
}
