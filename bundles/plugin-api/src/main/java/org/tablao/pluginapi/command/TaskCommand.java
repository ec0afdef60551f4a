package org.tablao.pluginapi.command;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;
import org.tablao.pluginapi.schema.Schema;

/**
 * One kind of step that a task can have. Register it as a service with {@link OffersCommand}.
 *
 * <p>A worker takes the highest version that satisfies the task's range when the task starts and keeps it until the task
 * ends; an instance may run several tasks at once.
 */
@ConsumerType
public interface TaskCommand {
    /** The parameters it takes; checked before {@link #run}. */
    Schema parameters();

    /**
     * Does the work, on a thread of the worker's that may block.
     *
     * @return how it ended; an exception counts as {@link OutcomeClass#PLUGIN_FAULT}
     * @throws InterruptedException when the attempt was cancelled or its worker stops: let it through
     */
    Outcome run(TaskContext context) throws IOException, InterruptedException;
}
