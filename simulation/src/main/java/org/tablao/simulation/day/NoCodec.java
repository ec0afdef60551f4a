package org.tablao.simulation.day;

import java.util.List;
import java.util.Map;
import org.tablao.core.manager.RowCodec;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.ReportedFile;

/** Writes nothing, where nothing is read again. */
public final class NoCodec implements RowCodec {
    @Override
    public byte[] event(ManagerEvent event) {
        return new byte[0];
    }

    @Override
    public String lease(JobLease lease) {
        return "";
    }

    @Override
    public JobLease lease(String text) {
        throw new UnsupportedOperationException("nothing was written");
    }

    @Override
    public String files(List<ReportedFile> files) {
        return "";
    }

    @Override
    public List<ReportedFile> files(String text) {
        return List.of();
    }

    @Override
    public String versions(Map<String, String> versions) {
        return "";
    }

    @Override
    public String host(HostFacts host) {
        return "";
    }

    @Override
    public String resources(HostResources resources) {
        return "";
    }

    @Override
    public HostResources resources(String text) {
        throw new UnsupportedOperationException("nothing was written");
    }

    @Override
    public String capabilities(List<Capability> capabilities) {
        return "";
    }

    @Override
    public List<Capability> capabilities(String text) {
        return List.of();
    }
}
