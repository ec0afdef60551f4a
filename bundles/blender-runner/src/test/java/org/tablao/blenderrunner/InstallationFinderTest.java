package org.tablao.blenderrunner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.tablao.pluginapi.engine.Installation;
import org.tablao.processes.ProcessTrees;

class InstallationFinderTest {
    @TempDir
    Path folder;

    @Test
    void readsVersionsAsOldAndNewOnesWriteThem() {
        assertEquals(Optional.of(new Version(3, 4, 1)), InstallationFinder.read("Blender 3.4.1"));
        assertEquals(Optional.of(new Version(4, 2, 3)), InstallationFinder.read("Blender 4.2.3 LTS"));
        assertEquals(Optional.of(new Version(2, 93, 0)), InstallationFinder.read("Blender 2.93"));
        assertEquals(Optional.empty(), InstallationFinder.read("\tbuild date: 2023-01-01"));
    }

    @Test
    void putsTheNewestFirstAndLeavesOutWhatIsNoBlender() throws Exception {
        Path older = program("older", "echo Blender 3.4.1");
        Path newer = program("newer", "echo Blender 4.2.0 LTS");
        Path other = program("other", "echo hello");
        try (ProcessTrees processes = new ProcessTrees()) {
            InstallationFinder finder = new InstallationFinder(
                    List.of(older.toString(), other.toString(), newer.toString(), "/no/such"), processes);
            assertEquals(List.of(new Installation("4.2.0", newer), new Installation("3.4.1", older)), finder.find());
        }
    }

    private Path program(String name, String shell) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + shell + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
