package org.tablao.manager;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tablao.nodeapi.manager.ManagerGate;

/** The server as far as it can be called now: the one in this framework before one that is reached over the net. */
@Component(service = LiveServer.class)
public final class LiveServer {
    private final Map<ManagerGate, Boolean> gates = new ConcurrentHashMap<>();

    @Activate
    public LiveServer() {}

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindGate(ManagerGate gate, Map<String, Object> properties) {
        gates.put(gate, properties.containsKey("service.imported"));
    }

    void unbindGate(ManagerGate gate) {
        gates.remove(gate);
    }

    Optional<ManagerGate> current() {
        return gates.entrySet().stream()
                .min(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /** Whether it can still be called. */
    boolean has(ManagerGate gate) {
        return gates.containsKey(gate);
    }
}
