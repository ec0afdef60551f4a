package org.tablao.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void writesATableInMarkdown() {
        Table table = new Table("Start", List.of("role", "seconds"));
        table.row("farm", "3.1");

        assertEquals("### Start\n\n| role | seconds |\n| --- | --- |\n| farm | 3.1 |\n", table.markdown());
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new Table("", List.of("one")).row("1", "2"));
    }

    @Test
    void replacesOnlyWhatStandsBetweenTheMarkers() throws IOException {
        Report report = new Report();
        report.add("new");

        String document = report.recordedIn("before\n" + Report.BEGIN + "\nold\n" + Report.END + "\nafter\n");

        assertEquals("before\n" + Report.BEGIN + "\n\nnew\n\n" + Report.END + "\nafter\n", document);
    }

    @Test
    void refusesADocumentWithoutMarkers() {
        assertThrows(IOException.class, () -> new Report().recordedIn("nothing here"));
    }
}
