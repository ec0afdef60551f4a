package org.tablao.manager;

import java.time.Duration;
import java.time.ZoneId;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.ManagerRules;
import org.tablao.core.manager.SchedulingTerms;

/** How long workers' leases last. */
@ObjectClassDefinition(name = "Manager", description = "Leases of tasks to workers")
@interface ManagerConfig {
    String PID = "org.tablao.manager";

    @AttributeDefinition(name = "Heartbeat", description = "Seconds between a worker's calls at least", min = "0.1")
    double heartbeat_seconds() default 5;

    @AttributeDefinition(name = "Lease", description = "Seconds a lease lasts without a call", min = "1")
    double lease_seconds() default 30;

    @AttributeDefinition(
            name = "Margin",
            description = "Seconds before a lease's end at which its worker stops",
            min = "0")
    double margin_seconds() default 10;

    @AttributeDefinition(
            name = "Grace",
            description = "Seconds after a lease's end before its task goes to another worker",
            min = "0")
    double grace_seconds() default 5;

    @AttributeDefinition(
            name = "Ahead",
            description = "Seconds of expected work that a slot is given ahead, where a job does not say; 0: none",
            min = "0")
    double ahead_seconds() default 2;

    @AttributeDefinition(
            name = "Starving",
            description = "Seconds that a task waits for room before a worker is kept free for it",
            min = "0")
    double starving_seconds() default 60;

    @AttributeDefinition(
            name = "Give way",
            description = "How much higher a job's priority is for which a task of several frames ends after the one it"
                    + " renders, the others being rendered later; 0: none does",
            min = "0")
    int give_way_priority() default 1;

    @AttributeDefinition(
            name = "Longest task",
            description = "Seconds after which an attempt has timed out, where its job says nothing; 0: no bound",
            min = "0")
    double task_seconds() default 0;

    @AttributeDefinition(
            name = "Longest silence",
            description =
                    "Seconds without progress, activity or a line of its log after which an attempt has timed out, where"
                            + " its job says nothing; 0: no bound",
            min = "0")
    double silent_seconds() default 0;

    @AttributeDefinition(
            name = "Block after",
            description =
                    "Tasks of one job in which a command failed on a worker, after which the worker gets no more of it for"
                            + " the job; 0: never",
            min = "0")
    int block_after() default 3;

    /** The configuration as the core takes it. */
    final class Terms {
        private Terms() {}

        /** @throws IllegalArgumentException naming the keys that do not go together, and what to do */
        static LeaseTerms of(ManagerConfig config) {
            if (config.lease_seconds() <= config.margin_seconds() + config.heartbeat_seconds()) {
                throw new IllegalArgumentException("etc/" + PID + ".cfg: lease.seconds = " + config.lease_seconds()
                        + " must be more than margin.seconds = " + config.margin_seconds()
                        + " and heartbeat.seconds = " + config.heartbeat_seconds()
                        + " together, or workers would stop at once; make lease.seconds greater, or the others less");
            }
            return new LeaseTerms(
                    seconds(config.heartbeat_seconds()),
                    seconds(config.lease_seconds()),
                    seconds(config.margin_seconds()),
                    seconds(config.grace_seconds()));
        }

        static SchedulingTerms scheduling(ManagerConfig config) {
            return new SchedulingTerms(
                    seconds(config.ahead_seconds()), seconds(config.starving_seconds()), config.give_way_priority());
        }

        static ManagerRules rules(ManagerConfig config) {
            return new ManagerRules(
                    config.task_seconds(), config.silent_seconds(), config.block_after(), ZoneId.systemDefault());
        }

        private static Duration seconds(double seconds) {
            return Duration.ofNanos(Math.round(seconds * 1e9));
        }
    }
}
