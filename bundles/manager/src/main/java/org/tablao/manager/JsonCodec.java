package org.tablao.manager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.tablao.core.manager.RowCodec;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlanDocument;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.ReportedFile;

/** Columns in JSON. What is read was written by us, or its SHA-256 was checked. */
final class JsonCodec implements RowCodec {
    private static final TypeReference<List<ReportedFile>> FILES = new TypeReference<>() {};
    private static final TypeReference<List<Capability>> CAPABILITIES = new TypeReference<>() {};

    private final ObjectMapper mapper =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    @Override
    public byte[] event(ManagerEvent event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing event " + event.sequence(), e);
        }
    }

    ManagerEvent event(byte[] bytes) {
        try {
            return mapper.readValue(bytes, ManagerEvent.class);
        } catch (IOException e) {
            throw new IllegalStateException("reading an event", e);
        }
    }

    /** @throws IOException when the bytes are no plan */
    JobPlan plan(byte[] bytes) throws IOException {
        try {
            return mapper.readValue(bytes, PlanDocument.class).plan();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String lease(JobLease lease) {
        return text(lease);
    }

    @Override
    public JobLease lease(String text) {
        return value(text, new TypeReference<JobLease>() {});
    }

    @Override
    public String files(List<ReportedFile> files) {
        return text(files);
    }

    @Override
    public List<ReportedFile> files(String text) {
        return value(text, FILES);
    }

    @Override
    public String versions(Map<String, String> versions) {
        return text(versions);
    }

    @Override
    public String host(HostFacts host) {
        return text(host);
    }

    @Override
    public String capabilities(List<Capability> capabilities) {
        return text(capabilities);
    }

    @Override
    public List<Capability> capabilities(String text) {
        return value(text, CAPABILITIES);
    }

    @Override
    public String resources(HostResources resources) {
        return text(resources);
    }

    @Override
    public HostResources resources(String text) {
        return value(text, new TypeReference<HostResources>() {});
    }

    private String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing a column", e);
        }
    }

    private <T> T value(String text, TypeReference<T> type) {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("reading a column", e);
        }
    }
}
