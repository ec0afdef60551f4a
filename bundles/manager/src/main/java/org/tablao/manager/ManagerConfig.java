package org.tablao.manager;

import java.time.Duration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.tablao.core.lease.LeaseTerms;

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

    /** The configuration as the core takes it. */
    final class Terms {
        private Terms() {}

        static LeaseTerms of(ManagerConfig config) {
            return new LeaseTerms(
                    seconds(config.heartbeat_seconds()),
                    seconds(config.lease_seconds()),
                    seconds(config.margin_seconds()),
                    seconds(config.grace_seconds()));
        }

        private static Duration seconds(double seconds) {
            return Duration.ofNanos(Math.round(seconds * 1e9));
        }
    }
}
