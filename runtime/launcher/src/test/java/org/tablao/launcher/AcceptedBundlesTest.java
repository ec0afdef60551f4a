package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;

class AcceptedBundlesTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private Framework framework;
    private Installation installation;

    @BeforeEach
    void bootsAFramework() throws BundleException {
        boot();
    }

    private BundleDigests digests;

    private void boot() throws BundleException {
        Path cache = folder.resolve("cache");
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.init();
        digests = new BundleDigests(cache);
        PrintStream out = new PrintStream(complaints, true, StandardCharsets.UTF_8);
        context().registerService(ResolverHookFactory.class, new AcceptedBundles(deploymentFile(), digests, out), null);
        installation = new Installation(context(), digests, out);
        framework.start();
    }

    @AfterEach
    void stopsTheFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void startsWhatTheDeploymentNames() throws Exception {
        List<Bundle> bundles = installation.apply(deployed(entry("a"), entry("b")));
        bundles.get(0).start();
        bundles.get(1).start();
        assertEquals(
                List.of(Bundle.ACTIVE, Bundle.ACTIVE),
                bundles.stream().map(Bundle::getState).toList());
    }

    @Test
    void leavesABundleOffThatCameAnotherWay() throws Exception {
        deployed(entry("a"));
        Bundle stranger = install("file:stranger.jar", TinyBundle.named("stranger", "1.0.0"));
        assertThrows(BundleException.class, stranger::start);
        assertEquals(
                "tablao: bundle 1 (stranger from file:stranger.jar) is not in " + deploymentFile() + " and stays off\n",
                complaints.toString(StandardCharsets.UTF_8));
    }

    @Test
    void isNotDeceivedByALocationThatClaimsAnotherContent() throws Exception {
        Deployment deployment = deployed(entry("a"));
        Bundle liar = install(deployment.bundles().get(0).location(), TinyBundle.named("liar", "1.0.0"));
        assertThrows(BundleException.class, liar::start);
    }

    @Test
    void leavesABundleOffWhoseContentWasUpdated() throws Exception {
        Bundle bundle = installation.apply(deployed(entry("a"))).get(0);
        bundle.start();
        assertThrows(
                BundleException.class,
                () -> bundle.update(new ByteArrayInputStream(TinyBundle.named("evil", "2.0.0"))));
        assertEquals(Bundle.INSTALLED, bundle.getState());
    }

    @Test
    void acceptsWhatIsAddedWhileItRuns() throws Exception {
        deployed(entry("a"));
        byte[] jar = TinyBundle.named("b", "1.0.0");
        Bundle bundle = install("somewhere", jar);
        assertThrows(BundleException.class, bundle::start);
        deployed(entry("a"), entry("b"));
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void remembersOverARestartWhatItInstalled() throws Exception {
        Deployment deployment = deployed(entry("a"));
        installation.apply(deployment);
        digests.save();
        assertTrue(Files.readString(folder.resolve("cache/digests"))
                .contains(deployment.bundles().get(0).sha256()));
        stopsTheFramework();
        boot();
        Bundle bundle = installation.apply(deployment).get(0);
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void computesAgainWhatItDoesNotRemember() throws Exception {
        Deployment deployment = deployed(entry("a"));
        installation.apply(deployment);
        stopsTheFramework();
        boot();
        Bundle bundle = installation.apply(deployment).get(0);
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void uninstallsWhatTheNextDeploymentDoesNotName() throws Exception {
        installation.apply(deployed(entry("a"), entry("b")));
        installation.apply(deployed(entry("b"), entry("c")));
        assertEquals(
                List.of("b", "c"),
                List.of(context().getBundles()).stream()
                        .skip(1)
                        .map(Bundle::getSymbolicName)
                        .toList());
    }

    @Test
    void refusesABundleOfTheDistributionThatIsNotWhatItsListSays() throws Exception {
        BundleEntry entry = entry("a");
        Files.write(entry.file(), TinyBundle.named("swapped", "1.0.0"));
        LaunchException refused = assertThrows(LaunchException.class, () -> installation.apply(deployed(entry)));
        assertEquals(ExitCode.DISTRIBUTION_BROKEN, refused.exitCode());
        assertEquals(
                "Bundle " + entry.file() + " cannot be installed: its content is not what the role's list names",
                refused.getMessage());
        assertEquals(1, context().getBundles().length);
    }

    @Test
    void goesOnWithoutAPluginThatIsNotWhatItsListSays() throws Exception {
        BundleEntry plugin = TinyBundle.entry(TinyBundle.named("p", "1.0.0"), "p", BundleEntry.PLUGIN, folder);
        Files.writeString(plugin.file(), "no jar at all");
        List<Bundle> bundles = installation.apply(deployed(entry("a"), plugin));
        assertEquals(List.of("a"), bundles.stream().map(Bundle::getSymbolicName).toList());
        assertTrue(complaints.toString(StandardCharsets.UTF_8).startsWith("tablao: Bundle " + plugin.file()));
    }

    private BundleEntry entry(String name) throws IOException {
        return TinyBundle.entry(TinyBundle.named(name, "1.0.0"), name, BundleEntry.DISTRIBUTION, folder);
    }

    private Deployment deployed(BundleEntry... entries) throws IOException {
        Deployment deployment = new Deployment(List.of("worker"), List.of(entries));
        deployment.write(deploymentFile());
        return deployment;
    }

    private Bundle install(String location, byte[] jar) throws BundleException {
        return context().installBundle(location, new ByteArrayInputStream(jar));
    }

    private Path deploymentFile() {
        return folder.resolve(Deployment.FILE);
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }
}
