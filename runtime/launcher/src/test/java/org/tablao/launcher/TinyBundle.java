package org.tablao.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.condition.Condition;

/** Bundles made for a test. */
final class TinyBundle {

    private TinyBundle() {}

    static byte[] named(String symbolicName, String version) {
        return jar(symbolicName, version, Map.of());
    }

    /** One that says that the role {@code worker} is ready. */
    static byte[] readyWorker() {
        return jar(
                "org.example.ready",
                "1.0.0",
                Map.of(
                        "Bundle-Activator",
                        ReadyWorker.class.getName(),
                        "Import-Package",
                        "org.osgi.framework,org.osgi.service.condition"));
    }

    /** One that stops the framework that starts it. */
    static byte[] stopper() {
        return jar(
                "org.example.stopper",
                "1.0.0",
                Map.of("Bundle-Activator", Stopper.class.getName(), "Import-Package", "org.osgi.framework"));
    }

    private static byte[] jar(String symbolicName, String version, Map<String, String> headers) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", symbolicName);
        attributes.putValue("Bundle-Version", version);
        headers.forEach(attributes::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            if (!headers.isEmpty()) {
                addClass(jar, ReadyWorker.class);
                addClass(jar, Stopper.class);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void addClass(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            in.transferTo(jar);
        }
    }

    static String digest(byte[] jar) {
        var in = BundleDigests.reading(new java.io.ByteArrayInputStream(jar));
        try (in) {
            in.transferTo(OutputStream.nullOutputStream());
            return BundleDigests.hex(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the jar into a folder, and gives its entry. */
    static BundleEntry entry(byte[] jar, String name, String origin, Path folder) throws IOException {
        Path file = Files.write(folder.resolve(name + ".jar"), jar);
        return new BundleEntry(name, "1.0.0", digest(jar), 1, origin, file);
    }

    /** Runs inside the framework under test. */
    public static final class ReadyWorker implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    org.osgi.framework.FrameworkUtil.asDictionary(
                            Map.of(Condition.CONDITION_ID, "tablao.ready.worker")));
        }

        @Override
        public void stop(BundleContext context) {
            // The framework takes the service back.
        }
    }

    /** Runs inside the framework under test. */
    public static final class Stopper implements BundleActivator {
        @Override
        public void start(BundleContext context) throws BundleException {
            context.getBundle(0).stop();
        }

        @Override
        public void stop(BundleContext context) {
            // Nothing was begun.
        }
    }
}
