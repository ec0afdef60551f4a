package org.tablao.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.plugins.PluginDoor;

/**
 * Keeps the framework's plugins as the home's {@code plugins/} folder is: a jar that is put there comes into service, one that
 * is replaced drains beside its successor, one that is removed drains and goes.
 *
 * <p>The folder is looked at four times a second: a jar is in service half a second after it was whole, on any file system, network
 * ones included, where no watch service tells.
 */
@Component(service = {})
public final class PluginFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
    private static final long LOOK_EVERY_MILLIS = 250;

    private final Path folder;
    private final Path copies;
    private final DroppedFiles files;
    private final InstalledPlugins plugins;
    private final ServiceRegistration<PluginDoor> door;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "tablao-plugins"));
    /** What each file was when it was last taken up or refused; the digest is empty where it was refused. */
    private final Map<Path, Known> known = new HashMap<>();

    private int revision;

    private record Known(DroppedFiles.Stamp stamp, String sha256) {}

    @Activate
    public PluginFolder(BundleContext context, @Reference NodeInfo node) throws IOException {
        this.folder = Files.createDirectories(node.home().resolve("plugins"));
        this.copies = Files.createDirectories(node.data().resolve("plugins"));
        this.files = new DroppedFiles(folder);
        DeploymentFile deployment = new DeploymentFile(node.home());
        this.plugins = new InstalledPlugins(context, deployment, copies);
        plugins.adopt(deployment.plugins());
        this.door = context.registerService(PluginDoor.class, plugins::takesNewWork, revision());
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() throws InterruptedException {
        looks.shutdown();
        if (!looks.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("a plugin takes longer than 10 s to start or stop");
        }
        door.unregister();
    }

    private void look() {
        try {
            Set<String> before = plugins.digests();
            DroppedFiles.Look look = files.look();
            look.resting().forEach(this::takeUp);
            known.keySet().retainAll(look.present().keySet());
            drainWhatNoFileHolds();
            plugins.removeUnused();
            if (!plugins.digests().equals(before)) {
                door.setProperties(revision());
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot look after {}", folder, e);
        }
    }

    private void takeUp(Path file, DroppedFiles.Stamp stamp) {
        Known before = known.get(file);
        if (before != null && before.stamp().equals(stamp)) {
            return;
        }
        String digest = "";
        try {
            PluginJar jar = PluginJar.takeUp(file, copies);
            if (!plugins.has(jar.sha256())) {
                plugins.add(jar);
            }
            digest = jar.sha256();
        } catch (PluginJar.NotAPlugin refused) {
            LOG.warn("{} is not taken up: {}", file, refused.getMessage());
        } catch (BundleException refused) {
            LOG.warn("{} is not taken up: {}", file, reason(refused));
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", file, unreadable.toString());
        }
        known.put(file, new Known(stamp, digest));
    }

    /** Not at the first look: what was adopted from the run before is held by files that rest only at the second. */
    private void drainWhatNoFileHolds() {
        Set<String> held = new HashSet<>();
        known.values().forEach(file -> held.add(file.sha256()));
        for (String digest : plugins.digests()) {
            if (!held.contains(digest) && files.hasLookedTwice()) {
                plugins.drain(digest);
            }
        }
    }

    private Dictionary<String, Object> revision() {
        return new Hashtable<>(Map.of("tablao.plugins.revision", ++revision));
    }

    private static String reason(Throwable refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
