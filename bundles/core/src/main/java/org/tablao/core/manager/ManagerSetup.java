package org.tablao.core.manager;

import java.util.function.ToDoubleFunction;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.pluginapi.scheduling.RankedJob;

/**
 * What a manager's state is given for its life.
 *
 * @param incarnation of its store
 * @param rank of a job, the higher goes first; must not throw
 */
public record ManagerSetup(String incarnation, LeaseTerms terms, RowCodec codec, ToDoubleFunction<RankedJob> rank) {}
