package org.tablao.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a command line, taken one by one; what nobody took is refused at the end. */
final class Arguments {
    private static final Set<String> FLAGS = Set.of("--wait", "--follow", "--yes", "--help", "--thumbnail");

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> options = new LinkedHashMap<>();

    /** Options are {@code --name value}, {@code --name=value}, {@code -o value}; the rest are words. */
    Arguments(List<String> line) throws CliException {
        for (int i = 0; i < line.size(); i++) {
            String part = line.get(i);
            int equals = part.indexOf('=');
            if (!part.startsWith("-") || part.equals("-")) {
                words.add(part);
            } else if (FLAGS.contains(part)) {
                add(part, "");
            } else if (part.startsWith("--") && equals > 0) {
                add(part.substring(0, equals), part.substring(equals + 1));
            } else if (i + 1 < line.size()) {
                i++;
                add(part, line.get(i));
            } else {
                throw CliException.usage(part + " needs a value");
            }
        }
    }

    private void add(String option, String value) {
        options.computeIfAbsent(option, name -> new ArrayList<>()).add(value);
    }

    /** The next word, or an empty text. */
    String word() {
        return words.isEmpty() ? "" : words.remove(0);
    }

    String word(String what) throws CliException {
        if (words.isEmpty()) {
            throw CliException.usage(what + " is missing");
        }
        return words.remove(0);
    }

    boolean flag(String name) {
        return options.remove(name) != null;
    }

    /** The option's last value. */
    String option(String name, String leftOut) {
        List<String> values = options.remove(name);
        return values == null ? leftOut : values.get(values.size() - 1);
    }

    List<String> all(String name) {
        List<String> values = options.remove(name);
        return values == null ? List.of() : values;
    }

    /** Takes all options that are left: name without dashes to values. */
    Map<String, List<String>> rest() {
        Map<String, List<String>> rest = new LinkedHashMap<>();
        options.forEach((name, values) -> rest.put(name.replaceFirst("^--?", ""), values));
        options.clear();
        return rest;
    }

    void checkAllTaken() throws CliException {
        if (!options.isEmpty()) {
            throw CliException.usage(options.keySet().iterator().next() + " is not an option of this command");
        }
        if (!words.isEmpty()) {
            throw CliException.usage("\"" + words.get(0) + "\" is one word too many");
        }
    }
}
