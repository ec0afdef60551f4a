package org.tablao.pluginapi.failure;

import org.osgi.annotation.versioning.ProviderType;
import org.tablao.pluginapi.command.OutcomeClass;

/** What a policy may look at: an attempt that did not complete, and its task. */
@ProviderType
public interface FailedAttempt {
    /** Never {@code COMPLETED}, {@code CANCELLED} or {@code INTERRUPTED}: what follows those is no question. */
    OutcomeClass outcome();

    /** Failures of the task that count, this one included; a {@code LOST} worker does not count. */
    int failures();

    /** How often a worker was lost with the task, this time included, since its manager started. */
    int losses();

    /** The number of this attempt, from 1; those that do not count as failures included. */
    int attempt();

    /** How many failures the job says that a task may have; 0: it leaves that to the policy. */
    int mostFailures();

    /** Name of the job's type, such as {@code blender-animation}. */
    String jobType();

    /** The names of the task's commands, joined by {@code +}: {@code render}. */
    String command();

    /** What the task needs, in bytes, as far as it is known; 0: not said. */
    long memoryBytes();
}
