package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the kernel says of a process. */
record ProcessFacts(long pid) {

    /** Linux gives processor time to programs in hundredths of a second, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;

    /** User and system time so far. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The name of the program is in brackets and may hold anything; the first field after it is the third.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double residentMegabytes() throws IOException {
        Optional<String> line = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(text -> text.startsWith("VmRSS:"))
                .findFirst();
        return line.map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024.0)
                .orElseThrow(() -> new IOException("process " + pid + " has ended"));
    }
}
