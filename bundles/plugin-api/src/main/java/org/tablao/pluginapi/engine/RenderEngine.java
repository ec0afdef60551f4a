package org.tablao.pluginapi.engine;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.TaskContext;

/**
 * Renders frames of a scene. Register it as a service with {@link OffersEngine}. The command {@code render} chooses the
 * engine, reads the request from the task and calls {@link #render}.
 */
@ConsumerType
public interface RenderEngine {
    /**
     * The installations found on this host, newest first; empty where there is none. May take seconds; called rarely.
     */
    List<Installation> installations();

    /**
     * Renders all frames of the request, each announced by {@link TaskContext#produced} when its file is whole.
     *
     * @return completed only if every frame asked for was produced
     * @throws InterruptedException when the attempt ends first: let it through
     */
    Outcome render(RenderRequest request, TaskContext context) throws IOException, InterruptedException;
}
