package org.tablao.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongPredicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.pluginapi.engine.OffersEngine;
import org.tablao.pluginapi.engine.RenderEngine;

/** The render engines and what each has installed on this host: asked when it comes, and anew when told to. Any thread. */
final class ServiceEngines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceEngines.class);
    private static final String NAMESPACE = "org.tablao.engine";

    private final BundleContext context;
    private final LongPredicate takesNewWork;
    private final Executor asking;
    private final Runnable changed;
    private final Map<ServiceReference<RenderEngine>, List<Capability>> found = new ConcurrentHashMap<>();
    private final ServiceTracker<RenderEngine, ServiceReference<RenderEngine>> tracker;

    /** @param asking runs what may take seconds */
    ServiceEngines(BundleContext context, LongPredicate takesNewWork, Executor asking, Runnable changed) {
        this.context = context;
        this.takesNewWork = takesNewWork;
        this.asking = asking;
        this.changed = changed;
        this.tracker = new ServiceTracker<>(context, RenderEngine.class, new ServiceTrackerCustomizer<>() {
            @Override
            public ServiceReference<RenderEngine> addingService(ServiceReference<RenderEngine> reference) {
                found.put(reference, List.of());
                ask(reference);
                return reference;
            }

            @Override
            public void modifiedService(
                    ServiceReference<RenderEngine> reference, ServiceReference<RenderEngine> tracked) {
                ask(reference);
            }

            @Override
            public void removedService(
                    ServiceReference<RenderEngine> reference, ServiceReference<RenderEngine> tracked) {
                found.remove(reference);
                changed.run();
            }
        });
    }

    void open() {
        tracker.open();
    }

    @Override
    public void close() {
        tracker.close();
    }

    /** Asks all engines again: a program may have been installed. */
    void askAgain() {
        found.keySet().forEach(this::ask);
    }

    List<Capability> capabilities() {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().getBundle() != null
                        && takesNewWork.test(entry.getKey().getBundle().getBundleId()))
                .flatMap(entry -> entry.getValue().stream())
                .distinct()
                .toList();
    }

    private void ask(ServiceReference<RenderEngine> reference) {
        try {
            asking.execute(() -> look(reference));
        } catch (RejectedExecutionException e) {
            LOG.debug("the worker has ended", e);
        }
    }

    private void look(ServiceReference<RenderEngine> reference) {
        String name = String.valueOf(reference.getProperty(OffersEngine.PREFIX_ + "name"));
        try {
            ServiceObjects<RenderEngine> objects = context.getServiceObjects(reference);
            RenderEngine engine = objects == null ? null : objects.getService();
            if (engine == null) {
                return;
            }
            try {
                List<Capability> versions = engine.installations().stream()
                        .map(one -> new Capability(NAMESPACE, Map.of("engine", name, "version", one.version())))
                        .toList();
                if (!versions.equals(found.computeIfPresent(reference, (same, before) -> versions))) {
                    return; // it went away meanwhile
                }
                LOG.info(
                        "engine {} is installed in {} versions: {}",
                        name,
                        versions.size(),
                        versions.stream()
                                .map(one -> one.attributes().get("version"))
                                .toList());
                changed.run();
            } finally {
                giveBack(objects, engine);
            }
        } catch (RuntimeException e) {
            LOG.error("engine {} cannot tell its installations", name, e);
        }
    }

    private static void giveBack(ServiceObjects<RenderEngine> objects, RenderEngine engine) {
        try {
            objects.ungetService(engine);
        } catch (IllegalStateException e) {
            LOG.debug("the worker stopped while an engine was asked", e);
        }
    }
}
