package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = folder.resolve(Deployment.FILE);
        List<BundleEntry> bundles = List.of(
                entry("a", BundleEntry.DISTRIBUTION, Path.of("/d/a.jar")),
                entry("b", BundleEntry.PLUGIN, Path.of("/h/odd \"name\".jar")));
        new Deployment(List.of("server"), bundles).write(file);
        assertEquals(bundles, Deployment.read(file).bundles());
    }

    @Test
    void replacesTheFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve(Deployment.FILE);
        new Deployment(List.of(), List.of(entry("a", BundleEntry.PLUGIN, Path.of("/a")))).write(file);
        new Deployment(List.of(), List.of()).write(file);
        assertEquals(List.of(), Deployment.read(file).bundles());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void keepsAPluginWhoseFileIsStillThere() throws IOException {
        BundleEntry ours = entry("a", BundleEntry.DISTRIBUTION, Path.of("/d/a.jar"));
        BundleEntry kept = entry("b", BundleEntry.PLUGIN, Files.createFile(folder.resolve("b.jar")));
        BundleEntry gone = entry("c", BundleEntry.PLUGIN, folder.resolve("c.jar"));
        Deployment deployment = Deployment.of(List.of(Role.WORKER), List.of(ours), List.of(kept, gone));
        assertEquals(List.of(ours, kept), deployment.bundles());
    }

    @Test
    void namesABundleOnceThoughItCameBothWays() throws IOException {
        BundleEntry ours = entry("a", BundleEntry.DISTRIBUTION, Path.of("/d/a.jar"));
        BundleEntry same = entry("a", BundleEntry.PLUGIN, Files.createFile(folder.resolve("a.jar")));
        assertEquals(
                List.of(ours),
                Deployment.of(List.of(Role.WORKER), List.of(ours), List.of(same))
                        .bundles());
    }

    @Test
    void tellsADamagedFileFromAMissingOne() throws IOException {
        Path file = Files.writeString(folder.resolve(Deployment.FILE), "{\"bundles\": [{}]}");
        IOException damaged = assertThrows(IOException.class, () -> Deployment.read(file));
        assertEquals(file + " is damaged: a bundle has no text 'symbolicName'", damaged.getMessage());
        assertThrows(IOException.class, () -> Deployment.read(folder.resolve("missing")));
    }

    @Test
    void locatesByContent() {
        assertTrue(entry("a", BundleEntry.PLUGIN, Path.of("/a")).location().startsWith("tablao:sha256:aaaa"));
    }

    private static BundleEntry entry(String letter, String origin, Path file) {
        return new BundleEntry("org.example." + letter, "1.0.0", letter.repeat(64), 10, origin, file);
    }
}
