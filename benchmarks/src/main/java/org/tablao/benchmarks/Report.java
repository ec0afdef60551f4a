package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as Markdown. */
final class Report {
    static final String BEGIN = "<!-- last table: benchmarks/run --record -->";
    static final String END = "<!-- end of the last table -->";

    private final List<String> parts = new ArrayList<>();

    /** Adds a paragraph, and prints it at once: what takes long may end early. */
    void add(String paragraph) {
        String part = paragraph.strip() + "\n";
        System.out.println(part);
        parts.add(part);
    }

    String markdown() {
        return String.join("\n", parts);
    }

    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, markdown());
    }

    /** Replaces what stands between the two markers of a document. */
    void recordIn(Path document) throws IOException {
        Files.writeString(document, recordedIn(Files.readString(document)));
    }

    String recordedIn(String text) throws IOException {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("The document has no place for a table: " + BEGIN + " … " + END);
        }
        return text.substring(0, begin + BEGIN.length()) + "\n\n" + markdown() + "\n" + text.substring(end);
    }
}
