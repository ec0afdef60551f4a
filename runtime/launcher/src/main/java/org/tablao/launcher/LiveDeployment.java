package org.tablao.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * For developers ({@code --debug}): when the distribution's part of {@code deployment.json} changes, the running node
 * changes with it. Plug-ins are left to bundle {@code plugins}, which lets their last task end first.
 */
final class LiveDeployment implements AutoCloseable {

    private static final long REFRESH_WITHIN_SECONDS = 20;

    private final Path file;
    private final BundleContext context;
    private final Installation installation;
    private final PrintStream complaints;
    private final WatchService watch;
    private final Thread thread;
    private Deployment current;

    LiveDeployment(
            Path file, Deployment current, BundleContext context, Installation installation, PrintStream complaints)
            throws IOException {
        this.file = file;
        this.current = current;
        this.context = context;
        this.installation = installation;
        this.complaints = complaints;
        this.watch = file.getFileSystem().newWatchService();
        file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        this.thread = new Thread(this::follow, "tablao-deployment");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            while (true) {
                WatchKey key = watch.take();
                key.pollEvents();
                key.reset();
                takeUp();
            }
        } catch (InterruptedException | IllegalStateException e) {
            // The watch is closed, or the framework has stopped: there is nothing left to follow.
            Thread.currentThread().interrupt();
        }
    }

    private void takeUp() throws InterruptedException {
        try {
            Deployment wanted = Deployment.read(file);
            Set<String> gone = difference(current, wanted);
            Set<String> fresh = difference(wanted, current);
            if (gone.isEmpty() && fresh.isEmpty()) {
                return;
            }
            current = wanted;
            swap(wanted, gone);
            complaints.println("tablao: " + file.getFileName() + " changed: " + gone.size() + " bundles out, "
                    + fresh.size() + " in");
        } catch (IOException | BundleException | LaunchException e) {
            complaints.println("tablao: " + e.getMessage());
        }
    }

    private void swap(Deployment wanted, Set<String> gone)
            throws BundleException, IOException, LaunchException, InterruptedException {
        for (Bundle bundle : context.getBundles()) {
            if (gone.contains(bundle.getLocation())) {
                bundle.uninstall();
            }
        }
        List<Bundle> all = installation.installMissing(wanted);
        refresh();
        installation.start(all, wanted);
    }

    private void refresh() throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(null, event -> {
                    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                        refreshed.countDown();
                    }
                });
        if (!refreshed.await(REFRESH_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            complaints.println("tablao: packages are not refreshed after " + REFRESH_WITHIN_SECONDS + " s");
        }
    }

    private static Set<String> difference(Deployment one, Deployment other) {
        Set<String> locations = other.locations();
        return one.bundles().stream()
                .filter(entry -> entry.origin().equals(BundleEntry.DISTRIBUTION))
                .map(BundleEntry::location)
                .filter(location -> !locations.contains(location))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
