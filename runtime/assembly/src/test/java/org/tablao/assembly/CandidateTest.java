package org.tablao.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.version.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateTest {

    @TempDir
    Path folder;

    @Test
    void readsMavensListWithClassifiersAndColours() throws IOException {
        Path scr = jar("scr.jar", Map.of("Bundle-SymbolicName", "org.scr;singleton:=true", "Bundle-Version", "2.2.18"));
        Path light = jar("light.jar", Map.of("Bundle-SymbolicName", "org.jetty.light", "Bundle-Version", "1.1.8.x"));
        List<Candidate> candidates = list(
                "",
                "The following files have been resolved:",
                "   org.apache:scr:jar:2.2.18:runtime:" + scr + "\u001b[36m -- module scr\u001b[0;1;33m (auto)\u001b[m",
                "   org.apache:jetty:jar:light:1.1.8:compile:" + light);
        assertEquals(
                List.of(
                        new Candidate("org.apache:scr:2.2.18", scr, "org.scr", Version.parseVersion("2.2.18")),
                        new Candidate(
                                "org.apache:jetty:jar:light:1.1.8",
                                light,
                                "org.jetty.light",
                                Version.parseVersion("1.1.8.x"))),
                candidates);
        assertEquals("org.jetty.light-1.1.8.x.jar", candidates.get(1).fileName());
    }

    @Test
    void takesAJarThatIsNoBundleForWhatItIs() throws IOException {
        Path plain = jar("plain.jar", Map.of());
        assertEquals("", list("g:a:jar:1:runtime:" + plain).get(0).symbolicName());
    }

    private List<Candidate> list(String... lines) throws IOException {
        return Candidate.readList(Files.write(folder.resolve("list.txt"), List.of(lines)));
    }

    private Path jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
        return file;
    }
}
