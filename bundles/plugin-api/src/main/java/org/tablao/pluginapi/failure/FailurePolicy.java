package org.tablao.pluginapi.failure;

import org.osgi.annotation.versioning.ConsumerType;

/** Decides what follows when an attempt did not complete. Pure: from values to a value, at once: the manager waits for it. */
@ConsumerType
public interface FailurePolicy {
    /**
     * What is to be done with the task.
     *
     * @throws RuntimeException is shown as a fault of the plugin; the farm's usual rules then decide, as where it does not answer
     *     within a second, until it is chosen anew
     */
    FailureDecision decide(FailedAttempt failed);
}
