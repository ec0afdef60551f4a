package org.tablao.jobtypes;

import java.util.Map;
import org.tablao.pluginapi.job.JobRequest;
import org.tablao.pluginapi.job.JobType;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Values;

/** Compiles as the server does. */
final class Requests {
    private Requests() {}

    static Plan compile(JobType type, Map<String, Object> settings) throws InvalidValues {
        Values checked = type.settings().check(settings);
        return type.compile(new JobRequest() {
            @Override
            public String jobId() {
                return "0000000000001";
            }

            @Override
            public String name() {
                return "a job";
            }

            @Override
            public Values settings() {
                return checked;
            }
        });
    }
}
