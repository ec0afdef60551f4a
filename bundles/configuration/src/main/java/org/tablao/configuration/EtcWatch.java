package org.tablao.configuration;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;

/** Reads {@code etc/} at start, when a file changes, and when a bundle comes that a file waits for. */
@Component(service = {})
public final class EtcWatch {

    /** An editor writes a file in several steps: it is read when this long nothing happened. */
    private static final long QUIET_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(EtcWatch.class);

    private final WatchService watch;
    private final EtcReader reader;
    private final Thread thread;
    private final Runnable stopListening;

    @Activate
    public EtcWatch(BundleContext context, @Reference NodeInfo node, @Reference AdminConfigurations configurations)
            throws IOException {
        this(node.home().resolve("etc"), configurations, context);
    }

    private EtcWatch(Path folder, Configurations configurations, BundleContext context) throws IOException {
        this(folder, new EtcReader(Files.createDirectories(folder), configurations, LOG::warn), reader -> {
            // Before the bundle starts, so that its components come up configured.
            SynchronousBundleListener resolved = event -> {
                if (event.getType() == BundleEvent.RESOLVED) {
                    reader.readWaiting();
                }
            };
            FrameworkListener started = event -> {
                if (event.getType() == FrameworkEvent.STARTED) {
                    reader.allBundlesAreThere();
                }
            };
            context.addBundleListener(resolved);
            context.addFrameworkListener(started);
            return () -> {
                context.removeBundleListener(resolved);
                context.removeFrameworkListener(started);
            };
        });
    }

    /** Tells when bundles come. */
    interface Bundles {
        /** @return what ends the telling */
        Runnable tell(EtcReader reader);
    }

    EtcWatch(Path folder, EtcReader reader, Bundles bundles) throws IOException {
        this.reader = reader;
        this.watch = folder.getFileSystem().newWatchService();
        folder.register(
                watch,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        this.stopListening = bundles.tell(reader);
        reader.readAll();
        this.thread = new Thread(this::run, "tablao-etc");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() throws IOException, InterruptedException {
        stopListening.run();
        watch.close();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void run() {
        try {
            while (true) {
                drain(watch.take());
                for (WatchKey more = quiet(); more != null; more = quiet()) {
                    drain(more);
                }
                reader.readAll();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // Deactivated.
        }
    }

    private WatchKey quiet() throws InterruptedException {
        return watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void drain(WatchKey key) {
        key.pollEvents();
        key.reset();
    }
}
