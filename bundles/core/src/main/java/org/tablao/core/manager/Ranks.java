package org.tablao.core.manager;

import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;

/** A scheduling policy as the core asks it. Must not throw. */
public interface Ranks {
    /** Of a job among those of its project; the higher goes first. */
    double job(RankedJob job);

    /** Of a project's jobs among those of other projects; the higher goes first. */
    double project(RankedProject project);
}
