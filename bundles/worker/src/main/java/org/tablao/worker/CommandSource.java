package org.tablao.worker;

import java.util.List;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.pluginapi.command.TaskCommand;

/** The commands and engines that this worker has now. Any thread. */
interface CommandSource {
    /** A command in use, until it is closed: its bundle is not replaced under it. */
    interface Held extends AutoCloseable {
        TaskCommand command();

        String version();

        @Override
        void close();
    }

    /** No version of a command that was asked for is offered here. */
    final class NotOffered extends Exception {
        private static final long serialVersionUID = 1L;

        NotOffered(PlannedCommand wanted) {
            super("This worker offers no command " + wanted.name() + " in " + wanted.range() + " any more.");
        }
    }

    /** The highest version in the range. */
    Held hold(PlannedCommand wanted) throws NotOffered;

    List<Capability> capabilities();
}
