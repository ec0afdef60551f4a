package org.tablao.launcher;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.condition.Condition;

/** Follows the conditions {@code tablao.ready.<role>} by which the roles' bundles say that they can be called. */
final class Readiness implements ServiceListener, SynchronousBundleListener, AutoCloseable {

    private static final String PREFIX = "tablao.ready.";
    private static final String FILTER = "(&(" + Constants.OBJECTCLASS + "=" + Condition.class.getName() + ")("
            + Condition.CONDITION_ID + "=" + PREFIX + "*))";

    private final BundleContext context;
    private final Set<String> ready = new TreeSet<>();
    private boolean stopping;

    Readiness(BundleContext context) {
        this.context = context;
        try {
            context.addBundleListener(this);
            context.addServiceListener(this, FILTER);
            ServiceReference<?>[] already = context.getServiceReferences((String) null, FILTER);
            for (ServiceReference<?> reference : already == null ? new ServiceReference<?>[0] : already) {
                serviceChanged(new ServiceEvent(ServiceEvent.REGISTERED, reference));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter of ours is wrong", e);
        }
    }

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
        String role = String.valueOf(event.getServiceReference().getProperty(Condition.CONDITION_ID))
                .substring(PREFIX.length());
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            ready.remove(role);
        } else {
            ready.add(role);
        }
        notifyAll();
    }

    /** A stop that comes while the roles start. */
    @Override
    public synchronized void bundleChanged(BundleEvent event) {
        boolean ofFramework = event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID;
        stopping |= ofFramework && event.getType() == BundleEvent.STOPPING;
        notifyAll();
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /**
     * Waits until all these roles are ready at once, or the framework stops; returns those that are not ready when the wait is
     * over.
     */
    synchronized Set<String> await(Set<String> roles, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long left = end - System.nanoTime();
        while (!ready.containsAll(roles) && !stopping && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        Set<String> missing = new TreeSet<>(roles);
        missing.removeAll(ready);
        return missing;
    }

    @Override
    public synchronized void close() {
        if (!stopping) {
            context.removeServiceListener(this);
            context.removeBundleListener(this);
        }
    }
}
