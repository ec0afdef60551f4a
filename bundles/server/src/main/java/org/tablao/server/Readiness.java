package org.tablao.server;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/** Tells the framework when the server answers. */
class Readiness {
    private static final String ID = "tablao.ready.server";

    private final BundleContext context;
    private ServiceRegistration<Condition> registration;
    private boolean withdrawn;

    Readiness(BundleContext context) {
        this.context = context;
    }

    synchronized void announce() {
        if (registration == null && !withdrawn) {
            registration = context.registerService(
                    Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, ID)));
        }
    }

    synchronized void withdraw() {
        withdrawn = true;
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
