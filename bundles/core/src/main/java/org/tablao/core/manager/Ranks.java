package org.tablao.core.manager;

import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;

/** A scheduling policy as the core asks it. Must not throw. */
public interface Ranks {
    /** Nobody's. */
    Ranks NONE = new Ranks() {
        @Override
        public boolean areThere() {
            return false;
        }

        @Override
        public double job(RankedJob job) {
            return 0;
        }

        @Override
        public double project(RankedProject project) {
            return 0;
        }
    };

    /** Whether there is a policy to ask. */
    default boolean areThere() {
        return true;
    }

    /** Of a job among those of its project; the higher goes first. */
    double job(RankedJob job);

    /** Of a project's jobs among those of other projects; the higher goes first. */
    double project(RankedProject project);
}
