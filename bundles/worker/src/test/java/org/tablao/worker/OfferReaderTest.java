package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.processes.ProcessTrees;

class OfferReaderTest {
    private final ProcessTrees processes = new ProcessTrees();

    @TempDir
    Path places;

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void readsAmountsAndLeavesOutWhatIsMalformed() {
        assertEquals(
                Map.of("scratch-gb", 500L, "licence", 0L),
                OfferReader.amounts(new String[] {"scratch-gb = 500", "licence=0", "nonsense", "x=-1", "", "=4"}));
    }

    @Test
    void readsConfiguredDevices() {
        GpuFinder finder = new GpuFinder(processes, List.of(places));
        assertEquals(
                List.of(new Gpu(0, 24L << 30, "NVIDIA RTX A5000"), new Gpu(3, 0, "")),
                finder.find(List.of("0;24576;NVIDIA RTX A5000", "3;0;", "one;2;x")));
        assertEquals(List.of(), finder.find(List.of("none")));
    }

    @Test
    void asksTheDriverWhereNothingIsConfigured() throws IOException {
        GpuFinder finder = new GpuFinder(processes, List.of(places));
        assertEquals(List.of(), finder.find(List.of()));
        Path tool = places.resolve("nvidia-smi");
        Files.writeString(
                tool, "#!/bin/sh\necho '0, 8192, NVIDIA GeForce RTX 3070'\necho '1, 8192, NVIDIA GeForce RTX 3070'\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        assertEquals(
                List.of(
                        new Gpu(0, 8L << 30, "NVIDIA GeForce RTX 3070"),
                        new Gpu(1, 8L << 30, "NVIDIA GeForce RTX 3070")),
                finder.find(List.of()));
    }
}
