package org.tablao.blenderrunner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of Blender's output, as far as it means something to us. */
sealed interface BlenderLine {
    /** What the driver begins to render. */
    record Begins(int frame) implements BlenderLine {}

    /** Cycles and Eevee count samples. */
    record Sampled(int sample, int of) implements BlenderLine {}

    /** The driver found the frame's files written. */
    record Finished(int frame, List<LayerFile> files, double seconds, int samples, long memoryBytes)
            implements BlenderLine {}

    /** A file of a layer in the staging folder. */
    record LayerFile(String layer, Path path) {}

    /** The driver gave up: {@code missing-library}, {@code format}. */
    record GaveUp(String problem, String detail) implements BlenderLine {}

    /** Something is not as the artist meant it, but the frame renders. */
    record Warning(String text) implements BlenderLine {}

    /** An error that Blender names. */
    record Trouble(Kind kind, String text) implements BlenderLine {
        enum Kind {
            UNREADABLE_SCENE,
            NO_CAMERA,
            DISK_FULL,
            OUT_OF_MEMORY,
            PYTHON,
            OTHER
        }
    }

    /** Nothing to us. */
    record Other() implements BlenderLine {}

    String MARK = "TABLAO {";
    ObjectMapper JSON = new ObjectMapper();
    Pattern SAMPLE = Pattern.compile("\\b(?:Sample (\\d+)/(\\d+)|Rendering (\\d+) / (\\d+) samples)");
    Pattern UNREADABLE = Pattern.compile(
            "Error: (?:Failed to read blend file '.*': (.+)|(File format is not supported) in file .*|Cannot read file '.*': (.+))");
    Pattern MEMORY = Pattern.compile("(?i)out of memory|std::bad_alloc|Malloc returns null|Calloc returns null");
    Pattern EXCEPTION = Pattern.compile("^(?:[A-Za-z_][\\w.]*(?:Error|Exception)): .*");

    /** Older versions write lines as they are, newer put {@code 00:00.123  render | } before them. */
    static BlenderLine read(String line) {
        int mark = line.indexOf(MARK);
        if (mark >= 0) {
            return driver(line.substring(mark + MARK.length() - 1));
        }
        Matcher sample = SAMPLE.matcher(line);
        if (line.contains("Fra:") && sample.find()) {
            int group = sample.group(1) != null ? 1 : 3;
            return new Sampled(Integer.parseInt(sample.group(group)), Integer.parseInt(sample.group(group + 1)));
        }
        return trouble(line);
    }

    private static BlenderLine trouble(String line) {
        Matcher unreadable = UNREADABLE.matcher(line);
        if (unreadable.find()) {
            String why = unreadable.group(1) != null
                    ? unreadable.group(1)
                    : unreadable.group(2) != null ? "it is no Blender file" : unreadable.group(3);
            return new Trouble(Trouble.Kind.UNREADABLE_SCENE, why);
        }
        if (line.contains("Cannot render, no camera")) {
            return new Trouble(Trouble.Kind.NO_CAMERA, line.strip());
        }
        if (line.contains("No space left on device")) {
            return new Trouble(Trouble.Kind.DISK_FULL, line.strip());
        }
        if (MEMORY.matcher(line).find()) {
            return new Trouble(Trouble.Kind.OUT_OF_MEMORY, line.strip());
        }
        if (EXCEPTION.matcher(line).matches()) {
            return new Trouble(Trouble.Kind.PYTHON, line.strip());
        }
        return line.startsWith("Error: ") && !line.startsWith("Error: Not freed")
                ? new Trouble(
                        Trouble.Kind.OTHER, line.substring("Error: ".length()).strip())
                : new Other();
    }

    private static BlenderLine driver(String json) {
        try {
            JsonNode message = JSON.readTree(json);
            if (message.has("frame")) {
                return finished(message);
            }
            if (message.has("begins")) {
                return new Begins(message.get("begins").asInt());
            }
            if (message.has("problem")) {
                return new GaveUp(
                        message.get("problem").asText(), message.path("detail").asText());
            }
            return message.has("warning") ? new Warning(message.get("warning").asText()) : new Other();
        } catch (JsonProcessingException e) {
            return new Other(); // a scene may print what it likes
        }
    }

    private static Finished finished(JsonNode message) {
        List<LayerFile> files = new ArrayList<>();
        message.path("files")
                .forEach(file -> files.add(new LayerFile(
                        file.path("layer").asText(), Path.of(file.path("path").asText()))));
        return new Finished(
                message.get("frame").asInt(),
                List.copyOf(files),
                message.path("seconds").asDouble(),
                message.path("samples").asInt(),
                message.path("memory").asLong());
    }
}
