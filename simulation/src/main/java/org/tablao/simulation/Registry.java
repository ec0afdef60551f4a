package org.tablao.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tablao.core.manager.RowCodec;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.ReportedFile;

/** In place of JSON: keeps each value, and writes its number. */
final class Registry implements RowCodec {
    private final List<Object> values = new ArrayList<>();

    private String keep(Object value) {
        values.add(value);
        return Integer.toString(values.size() - 1);
    }

    private Object value(String text) {
        return values.get(Integer.parseInt(text));
    }

    private byte[] bytes(Object value) {
        values.add(value);
        return ByteBuffer.allocate(4).putInt(values.size() - 1).array();
    }

    private Object value(byte[] bytes) {
        return values.get(ByteBuffer.wrap(bytes).getInt());
    }

    byte[] plan(JobPlan plan) {
        return bytes(plan);
    }

    JobPlan plan(byte[] bytes) {
        return (JobPlan) value(bytes);
    }

    ManagerEvent event(byte[] bytes) {
        return (ManagerEvent) value(bytes);
    }

    @Override
    public byte[] event(ManagerEvent event) {
        return bytes(event);
    }

    @Override
    public String lease(JobLease lease) {
        return keep(lease);
    }

    @Override
    public JobLease lease(String text) {
        return (JobLease) value(text);
    }

    @Override
    public String files(List<ReportedFile> files) {
        return keep(files);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<ReportedFile> files(String text) {
        return (List<ReportedFile>) value(text);
    }

    @Override
    public String versions(Map<String, String> versions) {
        return keep(versions);
    }

    @Override
    public String host(HostFacts host) {
        return host.hostName();
    }

    @Override
    public String resources(HostResources resources) {
        return keep(resources);
    }

    @Override
    public HostResources resources(String text) {
        return (HostResources) value(text);
    }

    @Override
    public String capabilities(List<Capability> capabilities) {
        return keep(capabilities);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Capability> capabilities(String text) {
        return (List<Capability>) value(text);
    }
}
