package org.tablao.blenderrunner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tablao.blenderrunner.BlenderLine.GaveUp;
import org.tablao.blenderrunner.BlenderLine.Trouble;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;

class BlenderEndTest {
    @Test
    void isCompletedOnlyWithEveryFrame() {
        assertEquals(Outcome.completed(), end(0, List.of()));
        assertEquals(
                Outcome.of(
                        OutcomeClass.BAD_OUTPUT,
                        "Blender ended well, but wrote no file for frame 8.",
                        "Look into the log for what it says of that frame."),
                end(0, List.of(8, 9)));
    }

    @Test
    void tellsASignalAndWhereItCame() {
        assertEquals(
                Outcome.of(OutcomeClass.CRASHED, "Blender was ended by signal 11 (segmentation fault) at frame 8."),
                end(139, List.of(8)));
        assertEquals(
                Outcome.of(
                        OutcomeClass.CRASHED,
                        "Blender was ended by signal 9 (kill) at frame 8.",
                        "The system does so when memory runs out; the log shows how much was used."),
                end(137, List.of(8)));
    }

    @Test
    void callsItOutOfMemoryOnlyWhenBlenderSaidSo() {
        assertEquals(
                OutcomeClass.OUT_OF_MEMORY,
                end(137, List.of(8), new Trouble(Trouble.Kind.OUT_OF_MEMORY, "std::bad_alloc"))
                        .kind());
    }

    @Test
    void namesTheSceneThatCannotBeRead() {
        assertEquals(
                Outcome.of(
                        OutcomeClass.MISSING_ASSET,
                        "Blender cannot read the scene /s/x.blend: Missing DNA block.",
                        "Open and save it in Blender, then submit again."),
                end(1, List.of(8), new Trouble(Trouble.Kind.UNREADABLE_SCENE, "Missing DNA block")));
    }

    @Test
    void tellsTheLastPythonError() {
        assertEquals(
                Outcome.of(
                        OutcomeClass.CRASHED,
                        "Blender ended with exit code 3 at frame 8: ValueError: second.",
                        "The log has what it said before."),
                end(
                        3,
                        List.of(8),
                        new Trouble(Trouble.Kind.PYTHON, "ValueError: first"),
                        new Trouble(Trouble.Kind.PYTHON, "ValueError: second")));
    }

    @Test
    void tellsAFullDiskEvenWhenBlenderSaysNothing() {
        assertEquals(
                Outcome.of(
                        OutcomeClass.BAD_OUTPUT,
                        "The output disk is full.",
                        "Free some space there, then run the task again."),
                BlenderEnd.of(new BlenderEnd.Seen(
                        Path.of("/s/x.blend"), 0, Optional.of(8), Optional.empty(), List.of(), List.of(8), true)));
    }

    @Test
    void tellsWhatTheDriverMissed() {
        assertEquals(
                Outcome.of(
                        OutcomeClass.MISSING_ASSET,
                        "A linked library is missing: //lib.blend.",
                        "Put it where the scene looks for it, on storage that the workers see."),
                BlenderEnd.of(new BlenderEnd.Seen(
                        Path.of("/s/x.blend"),
                        4,
                        Optional.empty(),
                        Optional.of(new GaveUp("missing-library", "//lib.blend")),
                        List.of(),
                        List.of(8),
                        false)));
    }

    private static Outcome end(int exitCode, List<Integer> missing, Trouble... troubles) {
        return BlenderEnd.of(new BlenderEnd.Seen(
                Path.of("/s/x.blend"), exitCode, Optional.of(8), Optional.empty(), List.of(troubles), missing, false));
    }
}
