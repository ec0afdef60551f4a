package org.tablao.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Prints answers: as a table for people, as JSON or YAML for programs, which get the server's answer whole. */
final class Output {
    private enum Format {
        TABLE,
        JSON,
        YAML
    }

    private final Terminal terminal;
    private final Format format;

    Output(Terminal terminal, String format) throws CliException {
        this.terminal = terminal;
        this.format = switch (format) {
            case "table" -> Format.TABLE;
            case "json" -> Format.JSON;
            case "yaml" -> Format.YAML;
            default -> throw CliException.usage("-o " + format + " is not known: give table, json or yaml");
        };
    }

    /** Columns of a table, or lines of a sheet: what is shown of each item under which title. */
    static final class Columns {
        private final Map<String, Function<Doc, String>> cells = new LinkedHashMap<>();

        Columns add(String title, String path) {
            return add(title, item -> item.text(path));
        }

        Columns add(String title, Function<Doc, String> cell) {
            cells.put(title, cell);
            return this;
        }
    }

    /** A list: an array, or a page with {@code items} and {@code next}. */
    void list(Doc answer, Columns columns) {
        if (wrote(answer)) {
            return;
        }
        List<Doc> items = answer.value() instanceof List ? answer.items() : answer.items("items");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.copyOf(columns.cells.keySet()));
        for (Doc item : items) {
            rows.add(columns.cells.values().stream()
                    .map(cell -> cell.apply(item))
                    .toList());
        }
        print(rows);
        if (!answer.text("next").isEmpty()) {
            terminal.err()
                    .println("… " + items.size() + " of " + answer.whole("total") + "; the rest with --cursor "
                            + answer.text("next"));
        }
    }

    /** One thing, a line a field. */
    void sheet(Doc answer, Columns columns) {
        if (wrote(answer)) {
            return;
        }
        int width =
                columns.cells.keySet().stream().mapToInt(String::length).max().orElse(0);
        columns.cells.forEach((title, cell) -> {
            String text = cell.apply(answer);
            if (!text.isEmpty()) {
                terminal.out().println(pad(title, width) + "  " + text);
            }
        });
    }

    /** Why a task does not run: the sentence, then what each gate says. */
    void why(Doc answer) {
        if (wrote(answer)) {
            return;
        }
        terminal.out()
                .println("Task " + answer.text("taskId") + " is " + answer.text("status") + ". "
                        + answer.text("summary"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("GATE", "", "REASON", "TO OPEN IT"));
        for (Doc gate : answer.items("gates")) {
            rows.add(List.of(
                    gate.text("gate"), gate.is("open") ? "open" : "closed", gate.text("reason"), gate.text("change")));
        }
        print(rows);
    }

    /** A line for people, the answer for programs. */
    void line(Doc answer, String text) {
        if (!wrote(answer)) {
            terminal.out().println(text);
        }
    }

    private boolean wrote(Doc answer) {
        switch (format) {
            case JSON -> terminal.out().println(Json.writePretty(answer.value()));
            case YAML -> terminal.out().print(Yaml.write(answer.value()));
            case TABLE -> {
                return false;
            }
        }
        return true;
    }

    private void print(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(i + 1 < columns ? pad(row.get(i), widths[i]) + "  " : row.get(i));
            }
            terminal.out().println(line.toString().stripTrailing());
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
