package org.tablao.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator may choose. */
@ObjectClassDefinition(name = "Server", description = "The record of the farm: jobs, frames, managers.")
@interface ServerConfig {
    @AttributeDefinition(
            name = "Heartbeat (s)",
            description = "How often a manager calls at least; one that is silent for three of them is away.",
            min = "1",
            max = "60")
    int heartbeat_seconds() default 5;

    @AttributeDefinition(
            name = "Job lease (s)",
            description = "How long a manager that lost the server keeps its jobs. More than margin and heartbeat.",
            min = "2",
            max = "31536000")
    int job_lease_seconds() default 86400;

    @AttributeDefinition(
            name = "Margin (s)",
            description =
                    "How long before a lease's end a manager stops. More than managers' leases to their workers, so"
                            + " that what is accepted has its name before the end.",
            min = "1",
            max = "3600")
    int margin_seconds() default 60;

    @AttributeDefinition(
            name = "Grace (s)",
            description = "How long after a lease's end its job goes to another manager.",
            min = "0",
            max = "3600")
    int grace_seconds() default 60;

    @AttributeDefinition(
            name = "Time to compile a job (s)",
            description = "A job type that takes longer is given up, and the job is refused.",
            min = "1",
            max = "600")
    int compile_seconds() default 20;

    /** What no single key's bounds can say. */
    final class Check {
        private Check() {}

        /** @throws IllegalArgumentException naming the keys that do not go together, and what to do */
        static ServerConfig of(ServerConfig config) {
            if (config.job_lease_seconds() <= config.margin_seconds() + config.heartbeat_seconds()) {
                throw new IllegalArgumentException(
                        "etc/" + ServerRoom.PID + ".cfg: job.lease.seconds = "
                                + config.job_lease_seconds() + " must be more than margin.seconds = "
                                + config.margin_seconds()
                                + " and heartbeat.seconds = " + config.heartbeat_seconds()
                                + " together, or managers would stop at once; make job.lease.seconds greater, or the others less");
            }
            return config;
        }
    }
}
