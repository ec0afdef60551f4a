package org.tablao.pluginapi.job;

import org.osgi.annotation.versioning.ProviderType;
import org.tablao.pluginapi.schema.Values;

/** A job to be compiled. */
@ProviderType
public interface JobRequest {
    /** The job's id; unique for ever, fit for a file's name. */
    String jobId();

    /** The job's name as the user wrote it. */
    String name();

    /** Checked settings. */
    Values settings();
}
