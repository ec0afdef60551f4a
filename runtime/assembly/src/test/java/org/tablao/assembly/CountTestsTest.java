package org.tablao.assembly;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountTestsTest {

    @TempDir
    Path folder;

    @Test
    void failsWhereNoReportIs() {
        IOException failed = assertThrows(IOException.class, this::count);
        assertEquals("No test ran: " + folder + " holds no report with a test.", failed.getMessage());
    }

    @Test
    void failsWhereAReportHoldsNoTest() throws IOException {
        Files.writeString(folder.resolve("TEST-empty.xml"), "<testsuite tests='0' failures='0' errors='0'/>");
        assertThrows(IOException.class, this::count);
    }

    @Test
    void isContentWithOneTest() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/TEST-one.xml"), "<testsuite tests='1' skipped='0'/>");
        assertDoesNotThrow(this::count);
    }

    @Test
    void failsOnWhatIsNoReport() throws IOException {
        Files.writeString(folder.resolve("TEST-broken.xml"), "<testsuite");
        assertThrows(IOException.class, this::count);
    }

    private void count() throws IOException {
        CountTests.main(new String[] {folder.toString()});
    }
}
