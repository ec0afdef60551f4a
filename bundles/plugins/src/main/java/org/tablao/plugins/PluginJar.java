package org.tablao.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A plugin's jar as it was read: whole, and a bundle.
 *
 * @param file a copy that nobody else writes
 */
record PluginJar(String symbolicName, String version, String sha256, Path file) {
    private static final String LOCATION_PREFIX = "tablao:sha256:";

    /** By content: two jars of one name and version are two bundles. */
    String location() {
        return LOCATION_PREFIX + sha256;
    }

    /**
     * Copies a jar into the folder of copies and reads what it is.
     *
     * @throws NotAPlugin when it is no whole jar, or no bundle; the text says which and how to mend it
     */
    static PluginJar takeUp(Path dropped, Path copies) throws IOException, NotAPlugin {
        Path arriving = Files.createTempFile(copies, "arriving", ".jar");
        try {
            String sha256 = copy(dropped, arriving);
            PluginJar read = read(arriving, sha256, copies.resolve(sha256 + ".jar"));
            Files.move(arriving, read.file(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return read;
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private static String copy(Path dropped, Path arriving) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(dropped), digest);
                OutputStream out = Files.newOutputStream(arriving)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static PluginJar read(Path arriving, String sha256, Path kept) throws IOException, NotAPlugin {
        try (JarFile jar = new JarFile(arriving.toFile())) {
            Manifest manifest = jar.getManifest();
            String name =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new NotAPlugin("it is a jar but no bundle: its manifest has no Bundle-SymbolicName. Build it with"
                        + " bnd, as the samples in plugins-sdk are.");
            }
            String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
            return new PluginJar(
                    name.split(";", 2)[0].strip(), Version.parseVersion(version).toString(), sha256, kept);
        } catch (ZipException e) {
            throw new NotAPlugin("it is no whole jar file (" + e.getMessage() + "). Copy it again.");
        } catch (IllegalArgumentException e) {
            throw new NotAPlugin("its Bundle-Version is not a version: " + e.getMessage());
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A file that cannot be a plugin. */
    static final class NotAPlugin extends Exception {
        private static final long serialVersionUID = 1L;

        NotAPlugin(String reason) {
            super(reason);
        }
    }
}
