package org.tablao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns the texts of a command line into a job's settings, as the schema of its type has them. */
final class Settings {
    private final Doc jobType;
    private final Path folder;

    /** @param folder that relative paths start from */
    Settings(Doc jobType, Path folder) {
        this.jobType = jobType;
        this.folder = folder;
    }

    /** @param given by name as in the schema, {@code chunkSize}, or as an option is written, {@code chunk-size} */
    Map<String, Object> of(Map<String, List<String>> given) throws CliException {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> one : given.entrySet()) {
            Doc field = field(one.getKey());
            settings.put(field.text("name"), value(field, one.getKey(), one.getValue()));
        }
        return settings;
    }

    private Doc field(String name) throws CliException {
        List<String> known = new ArrayList<>();
        for (Doc field : jobType.items("settings")) {
            if (field.text("name").equals(name) || optionName(field).equals(name)) {
                return field;
            }
            known.add("--" + optionName(field));
        }
        throw CliException.usage("--" + name + " is neither an option nor a setting of " + jobType.text("name")
                + "; its settings are " + String.join(" ", known));
    }

    static String optionName(Doc field) {
        return field.text("name").replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private Object value(Doc field, String option, List<String> texts) throws CliException {
        String text = texts.get(texts.size() - 1);
        try {
            return switch (field.text("type")) {
                case "integer" -> Long.valueOf(text);
                case "number" -> Double.valueOf(text);
                case "boolean" -> truth(option, text);
                case "input-file", "output-path" -> folder.resolve(text)
                        .normalize()
                        .toString();
                case "texts" -> texts;
                case "objects" -> objects(option, text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            throw CliException.usage("--" + option + " " + text + " is not a number");
        }
    }

    private Object objects(String option, String text) throws CliException {
        try {
            return Json.read(text.startsWith("@") ? Files.readString(folder.resolve(text.substring(1))) : text)
                    .value();
        } catch (IOException e) {
            throw CliException.usage("--" + option + " takes JSON, or @ and a file with JSON: " + e.getMessage());
        }
    }

    private static boolean truth(String option, String text) throws CliException {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw CliException.usage("--" + option + " " + text + " is neither true nor false");
        };
    }
}
