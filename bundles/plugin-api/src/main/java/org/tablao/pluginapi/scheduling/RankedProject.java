package org.tablao.pluginapi.scheduling;

import org.osgi.annotation.versioning.ProviderType;

/** What a policy may look at of a project. */
@ProviderType
public interface RankedProject {
    String project();

    /** Slots that its tasks hold now. */
    int slotsUsed();

    /** Slots of all workers that are there. */
    int slots();

    /** Percent of the slots that it gets before others; 0: none. */
    double guaranteed();

    /** Percent of the slots that it gets at most; 100: no bound. */
    double burst();
}
