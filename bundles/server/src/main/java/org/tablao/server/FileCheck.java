package org.tablao.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Problem;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** Whether the files of a job's settings are there, and its outputs can be written. Blocks. */
final class FileCheck {
    private FileCheck() {}

    static List<Problem> problems(Schema schema, Values values) {
        List<Problem> problems = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (values.has(field.name()) && field.type() == FieldType.INPUT_FILE) {
                input(field.name(), values.text(field.name())).ifPresent(problems::add);
            } else if (values.has(field.name()) && field.type() == FieldType.OUTPUT_PATH) {
                output(field.name(), values.text(field.name())).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> input(String field, String text) {
        Optional<Path> path = absolute(text);
        if (path.isEmpty()) {
            return notAbsolute(field, text);
        }
        String fault = "";
        if (!Files.exists(path.get())) {
            fault = "does not exist on the server";
        } else if (!Files.isRegularFile(path.get())) {
            fault = "is not a file";
        } else if (!Files.isReadable(path.get())) {
            fault = "may not be read by the server";
        }
        return fault.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        field,
                        "is '" + text + "', which " + fault,
                        "Give the path of a file on storage that the server sees."));
    }

    private static Optional<Problem> output(String field, String text) {
        Optional<Path> path = absolute(text);
        if (path.isEmpty()) {
            return notAbsolute(field, text);
        }
        Path parent = path.get().normalize().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent == null || !Files.isDirectory(parent)) {
            return Optional.of(new Problem(
                    field, "is '" + text + "', where no folder can be", "Give a path below a folder that exists."));
        }
        return Files.isWritable(parent)
                ? Optional.empty()
                : Optional.of(new Problem(
                        field,
                        "is '" + text + "', but the server may not write to " + parent,
                        "Give a path below a folder that the farm may write to."));
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Problem> notAbsolute(String field, String text) {
        return Optional.of(
                new Problem(field, "is '" + text + "', which is not an absolute path", "Give a path from the root."));
    }
}
