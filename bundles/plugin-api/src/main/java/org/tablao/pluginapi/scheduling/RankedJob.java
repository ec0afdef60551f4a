package org.tablao.pluginapi.scheduling;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** What a policy may look at. */
@ProviderType
public interface RankedJob {
    String jobId();

    String project();

    /** 0 to 100, 50 unless the user said otherwise. */
    int priority();

    /** Since it was submitted. */
    Duration age();

    int tasksRunning();

    int tasksLeft();
}
