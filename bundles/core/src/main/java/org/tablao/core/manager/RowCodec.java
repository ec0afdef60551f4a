package org.tablao.core.manager;

import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.ReportedFile;

/** Writes values into columns of rows and reads them back. The core holds no JSON. */
public interface RowCodec {
    byte[] event(ManagerEvent event);

    String lease(JobLease lease);

    JobLease lease(String text);

    String files(List<ReportedFile> files);

    List<ReportedFile> files(String text);

    String versions(Map<String, String> versions);

    String host(HostFacts host);

    String resources(HostResources resources);

    HostResources resources(String text);

    String capabilities(List<Capability> capabilities);

    List<Capability> capabilities(String text);
}
