package org.tablao.blenderrunner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.blenderrunner.BlenderLine.LayerFile;
import org.tablao.blenderrunner.BlenderLine.Trouble;

/** Lines as Blender 3.4.1 wrote them, and as 4.x does. */
class BlenderLineTest {
    @Test
    void readsSamplesOfCyclesAndEevee() {
        assertEquals(
                new BlenderLine.Sampled(1, 4),
                read(
                        "Fra:3 Mem:10.17M (Peak 10.89M) | Time:00:00.03 | Remaining:00:00.00 | Mem:0.86M, Peak:0.86M | Scene, ViewLayer | Sample 1/4"));
        assertEquals(
                new BlenderLine.Sampled(26, 64),
                read("Fra:1 Mem:25.17M (Peak 25.94M) | Time:00:01.52 | Rendering 26 / 64 samples"));
        assertEquals(
                new BlenderLine.Sampled(8, 16),
                read(
                        "00:01.523  render | Fra:1 Mem:25.17M (Peak 25.94M) | Time:00:01.52 | Scene, ViewLayer | Sample 8/16"));
    }

    @Test
    void readsTheDriversMessages() {
        assertEquals(new BlenderLine.Begins(12), read("TABLAO {\"begins\": 12}"));
        assertEquals(
                new BlenderLine.Finished(
                        12, List.of(new LayerFile("main", Path.of("/o/main_0012.png"))), 1.5, 64, 123456),
                read(
                        "TABLAO {\"frame\": 12, \"files\": [{\"layer\": \"main\", \"path\": \"/o/main_0012.png\"}], \"seconds\": 1.5, \"samples\": 64, \"memory\": 123456}"));
        assertEquals(
                new BlenderLine.GaveUp("missing-library", "//lib.blend"),
                read("TABLAO {\"problem\": \"missing-library\", \"detail\": \"//lib.blend\"}"));
        assertEquals(
                new BlenderLine.Warning("texture missing: //t.png"),
                read("TABLAO {\"warning\": \"texture missing: //t.png\"}"));
        assertEquals(new BlenderLine.Other(), read("TABLAO {half"));
    }

    @Test
    void knowsWhyASceneCannotBeRead() {
        assertEquals(
                new Trouble(Trouble.Kind.UNREADABLE_SCENE, "Missing DNA block"),
                read("Error: Failed to read blend file '/s/corrupt.blend': Missing DNA block"));
        assertEquals(
                new Trouble(Trouble.Kind.UNREADABLE_SCENE, "it is no Blender file"),
                read("Error: File format is not supported in file '/s/text.blend'"));
        assertEquals(
                new Trouble(Trouble.Kind.UNREADABLE_SCENE, "No such file or directory"),
                read("Error: Cannot read file '/s/missing.blend': No such file or directory"));
    }

    @Test
    void knowsOtherErrors() {
        assertEquals(
                new Trouble(Trouble.Kind.NO_CAMERA, "Error: Cannot render, no camera"),
                read("Error: Cannot render, no camera"));
        assertEquals(new Trouble(Trouble.Kind.PYTHON, "ValueError: too big"), read("ValueError: too big"));
        assertEquals(
                new Trouble(Trouble.Kind.DISK_FULL, "Error: could not write: No space left on device"),
                read("Error: could not write: No space left on device"));
        assertEquals(
                new Trouble(Trouble.Kind.OUT_OF_MEMORY, "Malloc returns null: len=800 in x, total 1"),
                read("Malloc returns null: len=800 in x, total 1"));
    }

    @Test
    void passesOverTheRest() {
        assertEquals(new BlenderLine.Other(), read("Saved: '/o/main_0003.png'"));
        assertEquals(
                new BlenderLine.Other(), read("Error: Not freed memory blocks: 2, total unfreed memory 0.002655 MB"));
        assertEquals(new BlenderLine.Other(), read(""));
    }

    private static BlenderLine read(String line) {
        return BlenderLine.read(line);
    }
}
