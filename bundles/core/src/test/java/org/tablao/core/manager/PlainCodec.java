package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.ReportedFile;

/** Keeps the values and writes their number. */
final class PlainCodec implements RowCodec {
    final List<ManagerEvent> events = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    @Override
    public byte[] event(ManagerEvent event) {
        events.add(event);
        return new byte[0];
    }

    @Override
    public String lease(JobLease lease) {
        return keep(lease);
    }

    @Override
    public JobLease lease(String text) {
        return (JobLease) values.get(Integer.parseInt(text));
    }

    @Override
    public String files(List<ReportedFile> files) {
        return keep(files);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<ReportedFile> files(String text) {
        return (List<ReportedFile>) values.get(Integer.parseInt(text));
    }

    @Override
    public String versions(Map<String, String> versions) {
        return versions.toString();
    }

    @Override
    public String host(HostFacts host) {
        return host.hostName();
    }

    @Override
    public String capabilities(List<Capability> capabilities) {
        return keep(capabilities);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Capability> capabilities(String text) {
        return (List<Capability>) values.get(Integer.parseInt(text));
    }

    @Override
    public String resources(HostResources resources) {
        return keep(resources);
    }

    @Override
    public HostResources resources(String text) {
        return (HostResources) values.get(Integer.parseInt(text));
    }

    private String keep(Object value) {
        values.add(value);
        return Integer.toString(values.size() - 1);
    }
}
