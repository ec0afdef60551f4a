package org.tablao.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.pluginapi.command.TaskCommand;
import org.tablao.pluginapi.engine.RenderEngine;
import org.tablao.pluginapi.image.Thumbnailer;

/**
 * The plugins in the framework: some take new work, some drain. One that drains has left {@link #takesNewWork} and goes when no
 * bundle uses a service of its that works on something; what is merely listened to is no use.
 */
final class InstalledPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);
    private static final Set<String> WORKING_SERVICES =
            Set.of(TaskCommand.class.getName(), RenderEngine.class.getName(), Thumbnailer.class.getName());

    private final BundleContext context;
    private final DeploymentFile deployment;
    private final Path copies;
    private final Map<String, Bundle> active = new HashMap<>();
    private final Map<String, Bundle> draining = new HashMap<>();
    private volatile Set<Long> drainingIds = Set.of();

    InstalledPlugins(BundleContext context, DeploymentFile deployment, Path copies) {
        this.context = context;
        this.deployment = deployment;
        this.copies = copies;
    }

    /** Takes over what the launcher installed from the deployment of the run before. */
    void adopt(List<PluginJar> plugins) {
        for (PluginJar plugin : plugins) {
            Bundle bundle = context.getBundle(plugin.location());
            if (bundle != null) {
                active.put(plugin.sha256(), bundle);
            }
        }
    }

    boolean takesNewWork(long bundleId) {
        return !drainingIds.contains(bundleId);
    }

    boolean has(String sha256) {
        return active.containsKey(sha256);
    }

    Set<String> digests() {
        return Set.copyOf(active.keySet());
    }

    /**
     * Installs and starts a plugin, beside what is there of its name.
     *
     * @throws BundleException when it does not resolve or start; nothing of it is left
     */
    void add(PluginJar jar) throws IOException, BundleException {
        Bundle returning = draining.remove(jar.sha256());
        if (returning != null) {
            active.put(jar.sha256(), returning);
            publishDraining();
            LOG.info("plugin {} {} is back in service", jar.symbolicName(), jar.version());
            return;
        }
        deployment.add(jar);
        Bundle bundle = null;
        try (InputStream bytes = Files.newInputStream(jar.file())) {
            bundle = context.installBundle(jar.location(), bytes);
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            active.put(jar.sha256(), bundle);
            LOG.info(
                    "plugin {} {} is in service as bundle {}", jar.symbolicName(), jar.version(), bundle.getBundleId());
        } catch (IOException | BundleException e) {
            if (bundle != null) {
                bundle.uninstall();
            }
            deployment.remove(jar.sha256());
            throw e;
        }
    }

    /** Lets a plugin take no new work; it goes when its last use ends. */
    void drain(String sha256) {
        Bundle bundle = active.remove(sha256);
        draining.put(sha256, bundle);
        publishDraining();
        LOG.info("plugin {} {} takes no new work", bundle.getSymbolicName(), bundle.getVersion());
    }

    /** Uninstalls what has drained. */
    void removeUnused() {
        for (String sha256 : Set.copyOf(draining.keySet())) {
            Bundle bundle = draining.get(sha256);
            if (!isWorking(bundle)) {
                remove(sha256, bundle);
            }
        }
    }

    private void remove(String sha256, Bundle bundle) {
        try {
            bundle.uninstall();
            // Without it the class loader stays for as long as another bundle is wired to it.
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                    .adapt(FrameworkWiring.class)
                    .refreshBundles(List.of(bundle));
            deployment.remove(sha256);
            Files.deleteIfExists(copies.resolve(sha256 + ".jar"));
            LOG.info("plugin {} {} is gone", bundle.getSymbolicName(), bundle.getVersion());
        } catch (BundleException | IOException e) {
            LOG.error("plugin {} {} could not be removed whole", bundle.getSymbolicName(), bundle.getVersion(), e);
        }
        draining.remove(sha256);
        publishDraining();
    }

    private void publishDraining() {
        Set<Long> ids = new HashSet<>();
        draining.values().forEach(bundle -> ids.add(bundle.getBundleId()));
        drainingIds = Set.copyOf(ids);
    }

    private static boolean isWorking(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services != null && Arrays.stream(services).anyMatch(InstalledPlugins::isWorking);
    }

    private static boolean isWorking(ServiceReference<?> service) {
        String[] kinds = (String[]) service.getProperty(Constants.OBJECTCLASS);
        return service.getUsingBundles() != null && Arrays.stream(kinds).anyMatch(WORKING_SERVICES::contains);
    }
}
