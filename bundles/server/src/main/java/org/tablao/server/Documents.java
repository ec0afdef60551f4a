package org.tablao.server;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.tablao.core.server.JobDetails;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.worker.Capability;

/** Reads the JSON that rows carry. */
final class Documents {
    private static final HostFacts UNKNOWN_HOST = new HostFacts("", "", "", 0, 0, "", "");

    /**
     * A job as it was submitted, its settings checked and filled in.
     *
     * @param manager name of the manager asked for, or empty
     */
    record JobDocument(
            String type,
            String typeVersion,
            String name,
            String project,
            String shot,
            int priority,
            String manager,
            Map<String, Object> settings,
            Scheduling scheduling) {

        /** A document that was stored before there was scheduling has none: the usual. */
        JobDocument {
            scheduling = scheduling == null ? Scheduling.USUAL : scheduling;
        }
    }

    private Documents() {}

    static JobDetails details(String document) {
        JobDocument read = Json.read(document, new TypeReference<JobDocument>() {});
        return new JobDetails(read.settings(), read.manager(), read.scheduling());
    }

    static HostFacts host(String json) {
        return json.isEmpty() ? UNKNOWN_HOST : Json.read(json, new TypeReference<HostFacts>() {});
    }

    static List<Capability> capabilities(String json) {
        return json.isEmpty() ? List.of() : Json.read(json, new TypeReference<List<Capability>>() {});
    }

    static Map<String, String> versions(String json) {
        return json.isEmpty() ? Map.of() : Json.read(json, new TypeReference<Map<String, String>>() {});
    }
}
