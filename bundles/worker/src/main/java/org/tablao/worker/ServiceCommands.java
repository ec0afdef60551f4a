package org.tablao.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.pluginapi.command.OffersCommand;
import org.tablao.pluginapi.command.TaskCommand;

/**
 * The task commands in the service registry. Knows them by reference alone: the service itself is taken when a task begins
 * and given back when it ends, so that usage counts tell when an old version is free. Any thread.
 */
final class ServiceCommands implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceCommands.class);
    private static final String NAMESPACE = "org.tablao.command";

    private final BundleContext context;
    private final LongPredicate takesNewWork;
    private final Map<ServiceReference<TaskCommand>, CommandChoice.Offer<ServiceReference<TaskCommand>>> offers =
            new ConcurrentHashMap<>();
    private final ServiceTracker<TaskCommand, ServiceReference<TaskCommand>> tracker;

    ServiceCommands(BundleContext context, LongPredicate takesNewWork, Runnable changed) {
        this.context = context;
        this.takesNewWork = takesNewWork;
        this.tracker = new ServiceTracker<>(context, TaskCommand.class, new ServiceTrackerCustomizer<>() {
            @Override
            public ServiceReference<TaskCommand> addingService(ServiceReference<TaskCommand> reference) {
                take(reference);
                changed.run();
                return reference;
            }

            @Override
            public void modifiedService(
                    ServiceReference<TaskCommand> reference, ServiceReference<TaskCommand> tracked) {
                take(reference);
                changed.run();
            }

            @Override
            public void removedService(ServiceReference<TaskCommand> reference, ServiceReference<TaskCommand> tracked) {
                offers.remove(reference);
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

    CommandSource.Held hold(PlannedCommand wanted) throws CommandSource.NotOffered {
        for (CommandChoice.Offer<ServiceReference<TaskCommand>> offer : CommandChoice.fitting(current(), wanted)) {
            ServiceObjects<TaskCommand> objects = context.getServiceObjects(offer.source());
            TaskCommand command = objects == null ? null : objects.getService();
            if (command != null) {
                return new HeldService(objects, command, offer.version().toString());
            }
        }
        throw new CommandSource.NotOffered(wanted);
    }

    List<Capability> capabilities() {
        return current().stream()
                .map(offer -> new Capability(
                        NAMESPACE,
                        Map.of(
                                "command",
                                offer.name(),
                                "version",
                                offer.version().toString())))
                .distinct()
                .toList();
    }

    private List<CommandChoice.Offer<ServiceReference<TaskCommand>>> current() {
        List<CommandChoice.Offer<ServiceReference<TaskCommand>>> current = new ArrayList<>();
        offers.forEach((reference, offer) -> {
            // No bundle: the service is just going away.
            if (reference.getBundle() != null
                    && takesNewWork.test(reference.getBundle().getBundleId())) {
                current.add(offer);
            }
        });
        return current;
    }

    private void take(ServiceReference<TaskCommand> reference) {
        Object name = reference.getProperty(OffersCommand.PREFIX_ + "name");
        Object version = reference.getProperty(OffersCommand.PREFIX_ + "version");
        try {
            if (name instanceof String text && !text.isEmpty()) {
                Version parsed = version == null ? Version.emptyVersion : Version.parseVersion(version.toString());
                offers.put(reference, new CommandChoice.Offer<>(text, parsed, reference));
                return;
            }
            LOG.warn("a task command of {} has no name and is not offered", reference.getBundle());
        } catch (IllegalArgumentException e) {
            LOG.warn("task command {} of {} has no OSGi version: {}", name, reference.getBundle(), version);
        }
        offers.remove(reference);
    }

    private record HeldService(ServiceObjects<TaskCommand> objects, TaskCommand command, String version)
            implements CommandSource.Held {
        @Override
        public void close() {
            try {
                objects.ungetService(command);
            } catch (IllegalStateException e) {
                LOG.debug("the command's bundle is gone", e);
            }
        }
    }
}
