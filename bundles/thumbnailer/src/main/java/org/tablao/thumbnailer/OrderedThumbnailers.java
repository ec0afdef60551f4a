package org.tablao.thumbnailer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.tablao.nodeapi.plugins.PluginDoor;
import org.tablao.nodeapi.thumbnail.ThumbnailStudio;
import org.tablao.pluginapi.image.Thumbnail;
import org.tablao.pluginapi.image.Thumbnailer;

/**
 * Asks the thumbnailers in the order of their ranking and has the first that reads the image do the work: on a thread of its
 * own and with a deadline, since strangers write thumbnailers. Holds none between two images, so that a plugin that was replaced
 * is free as soon as its last image is done.
 */
@Component(configurationPid = OrderedThumbnailers.PID)
@Designate(ocd = OrderedThumbnailers.Config.class)
public final class OrderedThumbnailers implements ThumbnailStudio {
    static final String PID = "org.tablao.thumbnailer";

    private final BundleContext context;
    private final Config config;
    private final ExecutorService hands = Executors.newCachedThreadPool(OrderedThumbnailers::hand);

    /** Absent where no plugin can come and go. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile PluginDoor door;

    @Activate
    public OrderedThumbnailers(BundleContext context, Config config) {
        this.context = context;
        this.config = config;
    }

    @Deactivate
    void stop() {
        hands.shutdownNow();
    }

    @Override
    public Thumbnail make(Path file, int width) throws IOException {
        FileImage image = FileImage.open(file, config.most_megabytes() * 1_000_000L);
        for (ServiceReference<Thumbnailer> reference : inOrder()) {
            ServiceObjects<Thumbnailer> objects = context.getServiceObjects(reference);
            Thumbnailer thumbnailer = objects == null ? null : objects.getService();
            if (thumbnailer != null) {
                try {
                    Optional<Thumbnail> made = tryOne(thumbnailer, image, width);
                    if (made.isPresent()) {
                        return made.get();
                    }
                } finally {
                    objects.ungetService(thumbnailer);
                }
            }
        }
        throw new IOException("no thumbnailer reads its format");
    }

    private Optional<Thumbnail> tryOne(Thumbnailer thumbnailer, FileImage image, int width) throws IOException {
        Future<Optional<Thumbnail>> work = hands.submit(() -> thumbnailer.reads(image)
                ? Optional.of(thumbnailer.make(image, new Limits(width, config.most_megapixels() * 1_000_000L)))
                : Optional.empty());
        try {
            return work.get(config.deadline_seconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new IOException("it took longer than " + config.deadline_seconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IOException(thumbnailer.getClass().getName() + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the thumbnailer is stopping", e);
        }
    }

    private Collection<ServiceReference<Thumbnailer>> inOrder() {
        PluginDoor current = door;
        try {
            return context.getServiceReferences(Thumbnailer.class, null).stream()
                    .filter(reference -> reference.getBundle() != null
                            && (current == null
                                    || current.takesNewWork(
                                            reference.getBundle().getBundleId())))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter is no wrong filter", e);
        }
    }

    private static Thread hand(Runnable work) {
        Thread thread = new Thread(work, "tablao-thumbnail");
        thread.setDaemon(true);
        return thread;
    }

    private record Limits(int width, long mostPixels) implements org.tablao.pluginapi.image.ThumbnailRequest {}

    /** Limits on images, which are not to be trusted. */
    @ObjectClassDefinition(name = "Thumbnails", description = "Limits on the images that thumbnails are made of")
    @interface Config {
        @AttributeDefinition(name = "Most megapixels", description = "A larger image gets no thumbnail")
        int most_megapixels() default 300;

        @AttributeDefinition(name = "Most megabytes", description = "A larger file gets no thumbnail")
        int most_megabytes() default 2048;

        @AttributeDefinition(name = "Deadline in seconds", description = "A thumbnail that takes longer is given up")
        int deadline_seconds() default 60;
    }
}
