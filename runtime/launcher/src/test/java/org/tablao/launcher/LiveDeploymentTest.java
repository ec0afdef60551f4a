package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class LiveDeploymentTest {

    @TempDir
    Path folder;

    private Framework framework;
    private Installation installation;

    @BeforeEach
    void bootsAFramework() throws BundleException {
        Path cache = folder.resolve("cache");
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.start();
        installation = new Installation(framework.getBundleContext(), new BundleDigests(cache), System.err);
    }

    @AfterEach
    void stopsTheFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void swapsABundleOfTheDistribution() throws Exception {
        Deployment before = write(entry("kept", BundleEntry.DISTRIBUTION), entry("old", BundleEntry.DISTRIBUTION));
        installation.start(installation.apply(before), before);
        CountDownLatch started = latchFor("fresh");
        try (LiveDeployment live = follow(before)) {
            write(entry("kept", BundleEntry.DISTRIBUTION), entry("fresh", BundleEntry.DISTRIBUTION));
            assertTrue(started.await(20, TimeUnit.SECONDS), "the new bundle did not start");
        }
        assertEquals(List.of("kept", "fresh"), names());
    }

    @Test
    void leavesAPluginThatIsNoLongerNamedToItsOwner() throws Exception {
        Deployment before = write(entry("old", BundleEntry.DISTRIBUTION), entry("plugin", BundleEntry.PLUGIN));
        installation.start(installation.apply(before), before);
        CountDownLatch started = latchFor("fresh");
        try (LiveDeployment live = follow(before)) {
            write(entry("fresh", BundleEntry.DISTRIBUTION));
            assertTrue(started.await(20, TimeUnit.SECONDS), "the new bundle did not start");
        }
        assertEquals(List.of("plugin", "fresh"), names());
    }

    private CountDownLatch latchFor(String symbolicName) {
        CountDownLatch started = new CountDownLatch(1);
        BundleListener listener = event -> {
            if (event.getType() == BundleEvent.STARTED
                    && symbolicName.equals(event.getBundle().getSymbolicName())) {
                started.countDown();
            }
        };
        framework.getBundleContext().addBundleListener(listener);
        return started;
    }

    private LiveDeployment follow(Deployment current) throws IOException {
        return new LiveDeployment(
                folder.resolve(Deployment.FILE), current, framework.getBundleContext(), installation, System.err);
    }

    private Deployment write(BundleEntry... entries) throws IOException {
        Deployment deployment = new Deployment(List.of("worker"), List.of(entries));
        deployment.write(folder.resolve(Deployment.FILE));
        return deployment;
    }

    private BundleEntry entry(String name, String origin) throws IOException {
        return TinyBundle.entry(TinyBundle.named(name, "1.0.0"), name, origin, folder);
    }

    private List<String> names() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .skip(1)
                .map(Bundle::getSymbolicName)
                .toList();
    }
}
