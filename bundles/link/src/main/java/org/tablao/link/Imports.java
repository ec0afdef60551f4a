package org.tablao.link;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.worker.WorkerGate;

/** Offers the gates of the nodes that this one was told of; which ones, is known only when it runs. */
@Component(service = {})
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>=\"org.tablao.nodeapi.worker.WorkerGate\"", "service.imported=true"},
        uses = WorkerGate.class)
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>=\"org.tablao.nodeapi.manager.ManagerGate\"", "service.imported=true"},
        uses = ManagerGate.class)
public final class Imports {

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();

    @Activate
    public Imports(BundleContext context, @Reference NodeInfo node, @Reference NodeClient client) {
        if (node.roles().contains("worker")) {
            node.manager()
                    .map(address -> new RemoteWorkerGate(new Peer(client, address, "manager")))
                    .ifPresent(gate -> offer(context, WorkerGate.class, gate));
        }
        if (node.roles().contains("manager")) {
            node.server()
                    .map(address -> new RemoteManagerGate(new Peer(client, address, "server")))
                    .ifPresent(gate -> offer(context, ManagerGate.class, gate));
        }
    }

    @Deactivate
    void close() {
        offered.forEach(ServiceRegistration::unregister);
    }

    private <T> void offer(BundleContext context, Class<T> type, T gate) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_IMPORTED, Boolean.TRUE);
        offered.add(context.registerService(type, gate, properties));
    }
}
