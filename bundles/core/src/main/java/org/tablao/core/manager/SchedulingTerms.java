package org.tablao.core.manager;

import java.time.Duration;

/**
 * How tasks are given away.
 *
 * @param ahead expected work that a slot is given ahead, where a job does not say
 * @param starving how long tasks that fit nowhere wait until a worker is kept free for them
 * @param giveWay how much higher the priority of a job is for which a task of several frames ends after the one it renders; 0:
 *     none does
 */
public record SchedulingTerms(Duration ahead, Duration starving, int giveWay) {
    public static final SchedulingTerms USUAL = new SchedulingTerms(Duration.ofSeconds(2), Duration.ofSeconds(60), 1);
}
