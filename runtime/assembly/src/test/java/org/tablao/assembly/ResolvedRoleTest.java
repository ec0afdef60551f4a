package org.tablao.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aQute.bnd.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedRoleTest {

    @TempDir
    Path folder;

    @Test
    void startsLoggingThenLibrariesThenTheRuntimeThenConfigurationThenRooms() throws IOException {
        ResolvedRole role = read(
                """
                -runbundles: \\
                    org.tablao.worker;version='[1,2)',\\
                    org.tablao.configuration;version='[1,2)',\\
                    org.apache.felix.scr;version='[1,2)',\\
                    org.example.library;version='[1,2)',\\
                    org.tablao.logging;version='[1,2)'
                """);
        assertEquals(
                List.of(
                        "org.tablao.logging",
                        "org.example.library",
                        "org.apache.felix.scr",
                        "org.tablao.configuration",
                        "org.tablao.worker"),
                role.bundles().stream().map(Candidate::symbolicName).toList());
        assertEquals("worker", role.name());
    }

    @Test
    void namesABundleThatNoJarIs() {
        IOException missing = assertThrows(IOException.class, () -> read("-runbundles: org.gone;version='[1,2)'"));
        assertEquals("no jar for bundle org.gone [1,2)", missing.getMessage());
    }

    @Test
    void wantsTheVersionThatWasResolved() {
        assertThrows(IOException.class, () -> read("-runbundles: org.example.library;version='[2,3)'"));
    }

    private ResolvedRole read(String bndrun) throws IOException {
        List<Candidate> candidates = List.of(
                candidate("org.tablao.worker"),
                candidate("org.tablao.configuration"),
                candidate("org.apache.felix.scr"),
                candidate("org.example.library"),
                candidate("org.tablao.logging"));
        return ResolvedRole.read(Files.writeString(folder.resolve("worker.bndrun"), bndrun), candidates);
    }

    private static Candidate candidate(String symbolicName) {
        return new Candidate("g:a:1", Path.of(symbolicName + ".jar"), symbolicName, Version.parseVersion("1.5.0"));
    }
}
