package org.tablao.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.plugins.PluginDoor;
import org.tablao.pluginapi.command.TaskCommand;

class PluginFolderTest {
    @TempDir
    Path home;

    private Framework framework;
    private PluginFolder folder;
    private Path plugins;

    @BeforeEach
    void startAFramework() throws Exception {
        plugins = Files.createDirectories(home.resolve("plugins"));
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("deployment.json"), "{\"format\": 1, \"bundles\": []}");
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", home.resolve("cache").toString(),
                        "org.osgi.framework.bsnversion", "multiple",
                        "org.osgi.framework.system.packages.extra", "org.tablao.pluginapi.command;version=1.0.0"));
        framework.start();
        folder = new PluginFolder(framework.getBundleContext(), new Home(home));
    }

    @AfterEach
    void stopIt() throws Exception {
        folder.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void takesUpAJarThatIsDroppedAndLetsItGoWhenItIsRemoved() throws Exception {
        drop("greet.jar", "studio.greet", "1.0.0");
        eventually(() -> active("studio.greet").equals(List.of("1.0.0")));
        assertTrue(deployment().contains("studio.greet"));

        Files.delete(plugins.resolve("greet.jar"));
        eventually(() -> active("studio.greet").isEmpty());
        eventually(() -> !deployment().contains("studio.greet"));
    }

    @Test
    void keepsTheOldVersionBesideTheNewUntilItsLastUseEnds() throws Exception {
        drop("greet.jar", "studio.greet", "1.0.0");
        eventually(() -> active("studio.greet").equals(List.of("1.0.0")));
        Bundle old = bundles("studio.greet").get(0);
        ServiceRegistration<TaskCommand> command = registerCommandFrom(old);
        ServiceReference<TaskCommand> reference = command.getReference();
        context().getService(reference);

        drop("greet.jar", "studio.greet", "1.1.0");
        eventually(() -> active("studio.greet").equals(List.of("1.0.0", "1.1.0")));
        eventually(() -> !door().takesNewWork(old.getBundleId()));
        assertEquals(Bundle.ACTIVE, old.getState());

        context().ungetService(reference);
        eventually(() -> active("studio.greet").equals(List.of("1.1.0")));
    }

    @Test
    void doesNotReadAJarThatIsHalfWritten() throws Exception {
        byte[] whole = jar("studio.greet", "1.0.0");
        Path growing = plugins.resolve("greet.jar");
        try (OutputStream out = Files.newOutputStream(growing)) {
            out.write(whole, 0, whole.length / 2);
            out.flush();
            drop("other.jar", "studio.other", "1.0.0");
            eventually(() -> active("studio.other").equals(List.of("1.0.0")));
            assertEquals(List.of(), active("studio.greet"));
            out.write(whole, whole.length / 2, whole.length - whole.length / 2);
        }
        eventually(() -> active("studio.greet").equals(List.of("1.0.0")));
    }

    @Test
    void leavesNothingOfAPluginThatDoesNotResolve() throws Exception {
        drop("bad.jar", "studio.bad", "1.0.0", "no.such.package");
        drop("good.jar", "studio.good", "1.0.0");

        eventually(() -> active("studio.good").equals(List.of("1.0.0")));
        eventually(() -> bundles("studio.bad").isEmpty());
        eventually(() -> !deployment().contains("studio.bad"));
    }

    @Test
    void holdsTwoVersionsThatLieSideBySide() throws Exception {
        drop("greet-1.jar", "studio.greet", "1.0.0");
        drop("greet-2.jar", "studio.greet", "2.0.0");

        eventually(() -> active("studio.greet").equals(List.of("1.0.0", "2.0.0")));
        bundles("studio.greet").forEach(bundle -> assertTrue(door().takesNewWork(bundle.getBundleId())));
    }

    @Test
    void tellsByItsPropertyThatAnswersChanged() throws Exception {
        Object before = context().getServiceReference(PluginDoor.class).getProperty("tablao.plugins.revision");
        drop("greet.jar", "studio.greet", "1.0.0");

        eventually(() ->
                !before.equals(context().getServiceReference(PluginDoor.class).getProperty("tablao.plugins.revision")));
    }

    private static ServiceRegistration<TaskCommand> registerCommandFrom(Bundle bundle) {
        return bundle.getBundleContext()
                .registerService(
                        TaskCommand.class,
                        new TaskCommand() {
                            @Override
                            public org.tablao.pluginapi.schema.Schema parameters() {
                                return org.tablao.pluginapi.schema.Schema.of();
                            }

                            @Override
                            public org.tablao.pluginapi.command.Outcome run(
                                    org.tablao.pluginapi.command.TaskContext task) {
                                return org.tablao.pluginapi.command.Outcome.completed();
                            }
                        },
                        null);
    }

    private void drop(String file, String name, String version, String... imports) throws IOException {
        Path arriving = home.resolve(file);
        Files.write(arriving, jar(name, version, imports));
        Files.move(arriving, plugins.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] jar(String name, String version, String... imports) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        if (imports.length > 0) {
            headers.putValue("Import-Package", String.join(",", imports));
        }
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    private PluginDoor door() {
        return context().getService(context().getServiceReference(PluginDoor.class));
    }

    private List<Bundle> bundles(String name) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    private List<String> active(String name) {
        return bundles(name).stream()
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getVersion().toString())
                .sorted()
                .toList();
    }

    private String deployment() {
        try {
            return Files.readString(home.resolve("deployment.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("not within 10 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private record Home(Path home) implements NodeInfo {
        @Override
        public Set<String> roles() {
            return Set.of("worker");
        }

        @Override
        public String name() {
            return "w1";
        }

        @Override
        public String version() {
            return "0";
        }

        @Override
        public Path data() {
            return home.resolve("data");
        }

        @Override
        public Optional<Integer> port() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> server() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> manager() {
            return Optional.empty();
        }

        @Override
        public Optional<String> joinToken() {
            return Optional.empty();
        }
    }
}
