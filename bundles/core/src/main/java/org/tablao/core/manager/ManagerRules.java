package org.tablao.core.manager;

import java.time.ZoneId;

/**
 * What a manager does where a job says nothing else.
 *
 * @param taskSeconds an attempt that runs longer has timed out; 0: no bound
 * @param silentSeconds an attempt that shows no sign of life for so long has timed out; 0: no bound
 * @param blockAfter failures of a command on a worker in a job, after which the worker gets no more of it; 0: never
 * @param zone in which workers' sleep schedules are read
 */
public record ManagerRules(double taskSeconds, double silentSeconds, int blockAfter, ZoneId zone) {
    /** No bound on time, three failures, Greenwich. */
    public static final ManagerRules USUAL = new ManagerRules(0, 0, 3, ZoneId.of("UTC"));
}
