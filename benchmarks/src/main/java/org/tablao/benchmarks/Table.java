package org.tablao.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, with a heading. */
final class Table {
    private final String heading;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String heading, List<String> columns) {
        this.heading = heading;
        this.columns = columns;
    }

    void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### " + heading + "\n\n");
        text.append(line(columns))
                .append(line(columns.stream().map(column -> "---").toList()));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
