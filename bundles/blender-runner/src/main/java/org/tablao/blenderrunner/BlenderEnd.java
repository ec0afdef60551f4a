package org.tablao.blenderrunner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.blenderrunner.BlenderLine.GaveUp;
import org.tablao.blenderrunner.BlenderLine.Trouble;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;

/** What an artist is told of how Blender ended: an exit code and what was seen before it, to an outcome. */
final class BlenderEnd {
    static final String DISK_FULL = "The output disk is full.";
    static final String DISK_FULL_HINT = "Free some space there, then run the task again.";

    private static final Map<Integer, String> SIGNALS = Map.of(
            4,
            "illegal instruction",
            6,
            "abort",
            7,
            "bus error",
            8,
            "arithmetic error",
            9,
            "kill",
            11,
            "segmentation fault",
            15,
            "termination");

    private BlenderEnd() {}

    /** What was seen of a run until its end. */
    record Seen(
            Path scene,
            int exitCode,
            Optional<Integer> frame,
            Optional<GaveUp> gaveUp,
            List<Trouble> troubles,
            List<Integer> missingFrames,
            boolean diskFull) {

        Optional<Trouble> trouble(Trouble.Kind kind) {
            return troubles.stream().filter(trouble -> trouble.kind() == kind).reduce((first, last) -> last);
        }

        String during() {
            return frame.map(number -> " at frame " + number).orElse("");
        }
    }

    static Outcome of(Seen seen) {
        if (seen.gaveUp().isPresent()) {
            return gaveUp(seen.gaveUp().get());
        }
        if (seen.exitCode() == 0 && seen.missingFrames().isEmpty()) {
            return Outcome.completed();
        }
        if (seen.diskFull() || seen.trouble(Trouble.Kind.DISK_FULL).isPresent()) {
            return Outcome.of(OutcomeClass.BAD_OUTPUT, DISK_FULL, DISK_FULL_HINT);
        }
        if (seen.exitCode() > 128) {
            return signal(seen);
        }
        if (seen.exitCode() == 0) {
            return Outcome.of(
                    OutcomeClass.BAD_OUTPUT,
                    "Blender ended well, but wrote no file for frame "
                            + seen.missingFrames().get(0) + ".",
                    "Look into the log for what it says of that frame.");
        }
        return error(seen);
    }

    private static Outcome gaveUp(GaveUp gaveUp) {
        return switch (gaveUp.problem()) {
            case "missing-library" -> Outcome.of(
                    OutcomeClass.MISSING_ASSET,
                    "A linked library is missing: " + gaveUp.detail() + ".",
                    "Put it where the scene looks for it, on storage that the workers see.");
            case "format" -> Outcome.of(
                    OutcomeClass.REFUSED_PARAMETERS,
                    "format: Blender does not take it: " + gaveUp.detail() + ".",
                    "Choose an image format, such as PNG, JPEG or OPEN_EXR.");
            case "no-gpu" -> Outcome.of(
                    OutcomeClass.CRASHED,
                    "Blender " + gaveUp.detail() + " finds none of the graphics devices that were set aside for it.",
                    "Look at the worker's driver, and at what its setting gpus says.");
            default -> Outcome.of(OutcomeClass.CRASHED, gaveUp.problem() + ": " + gaveUp.detail());
        };
    }

    private static Outcome signal(Seen seen) {
        int number = seen.exitCode() - 128;
        if (seen.trouble(Trouble.Kind.OUT_OF_MEMORY).isPresent()) {
            return outOfMemory(seen);
        }
        return Outcome.of(
                OutcomeClass.CRASHED,
                "Blender was ended by signal " + number + " (" + SIGNALS.getOrDefault(number, "unusual") + ")"
                        + seen.during() + ".",
                number == 9 ? "The system does so when memory runs out; the log shows how much was used." : "");
    }

    private static Outcome error(Seen seen) {
        Optional<Trouble> unreadable = seen.trouble(Trouble.Kind.UNREADABLE_SCENE);
        if (unreadable.isPresent()) {
            return Outcome.of(
                    OutcomeClass.MISSING_ASSET,
                    "Blender cannot read the scene " + seen.scene() + ": "
                            + unreadable.get().text() + ".",
                    "Open and save it in Blender, then submit again.");
        }
        if (seen.trouble(Trouble.Kind.NO_CAMERA).isPresent()) {
            return Outcome.of(
                    OutcomeClass.MISSING_ASSET,
                    "Blender found no camera in the scene.",
                    "Add a camera, make it the scene's, and submit again.");
        }
        if (seen.trouble(Trouble.Kind.OUT_OF_MEMORY).isPresent()) {
            return outOfMemory(seen);
        }
        String said = seen.trouble(Trouble.Kind.PYTHON)
                .or(() -> seen.trouble(Trouble.Kind.OTHER))
                .map(trouble -> ": " + trouble.text())
                .orElse("");
        return Outcome.of(
                OutcomeClass.CRASHED,
                "Blender ended with exit code " + seen.exitCode() + seen.during() + said
                        + (said.endsWith(".") ? "" : "."),
                "The log has what it said before.");
    }

    private static Outcome outOfMemory(Seen seen) {
        return Outcome.of(
                OutcomeClass.OUT_OF_MEMORY,
                "Blender ran out of memory" + seen.during() + ".",
                "Render on a host with more memory, or make the scene smaller.");
    }
}
