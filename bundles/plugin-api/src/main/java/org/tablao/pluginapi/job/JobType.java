package org.tablao.pluginapi.job;

import org.osgi.annotation.versioning.ConsumerType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;

/** Compiles settings into tasks. Register it as a service with {@link OffersJobType}. Called on the server. */
@ConsumerType
public interface JobType {
    /** What a user may set; the same for form, command line and API. */
    Schema settings();

    /**
     * Compiles. Same request, same plan: no clock, no chance. The host has checked the settings against
     * {@link #settings()}, files that are to exist included.
     *
     * @throws InvalidValues naming each setting that cannot be compiled
     */
    Plan compile(JobRequest request) throws InvalidValues;
}
