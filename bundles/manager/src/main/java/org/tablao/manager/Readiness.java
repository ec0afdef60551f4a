package org.tablao.manager;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.tablao.nodeapi.worker.WorkerGate;

/** Tells the framework when the manager has its state and takes workers' calls. */
@Component(
        service = {},
        immediate = true)
public final class Readiness {
    private static final String ID = "tablao.ready.manager";

    private final BundleContext context;
    private ServiceRegistration<Condition> registration;
    private boolean withdrawn;

    /** @param gate only so that there is one */
    @Activate
    public Readiness(
            BundleContext context,
            @Reference StateLoop loop,
            @Reference(target = "(!(service.imported=*))") WorkerGate gate) {
        this.context = context;
        loop.step((state, step) -> true).thenAccept(loaded -> announce());
    }

    private synchronized void announce() {
        if (!withdrawn) {
            registration = context.registerService(
                    Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, ID)));
        }
    }

    @Deactivate
    synchronized void withdraw() {
        withdrawn = true;
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
