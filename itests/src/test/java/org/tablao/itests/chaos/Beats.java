package org.tablao.itests.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** When the children of the fake renderer were alive, by their own word. */
final class Beats {
    private record Life(String attempt, long firstMillis, long lastMillis) {}

    private Beats() {}

    /** The longest time that children of two attempts of one task lived at once; below zero where there were no two. */
    static long longestOverlapMillis(Path folder) throws IOException {
        Map<String, List<Life>> byTask = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                List<Long> beats = Files.readAllLines(file).stream()
                        .filter(line -> line.matches("\\d{13}"))
                        .map(Long::valueOf)
                        .sorted()
                        .toList();
                String attempt = file.getFileName().toString();
                if (!beats.isEmpty()) {
                    byTask.computeIfAbsent(attempt.substring(0, attempt.lastIndexOf('.')), task -> new ArrayList<>())
                            .add(new Life(attempt, beats.get(0), beats.get(beats.size() - 1)));
                }
            }
        }
        long longest = Long.MIN_VALUE;
        for (List<Life> lives : byTask.values()) {
            for (Life one : lives) {
                for (Life other : lives) {
                    if (!one.attempt().equals(other.attempt())) {
                        longest = Math.max(
                                longest,
                                Math.min(one.lastMillis(), other.lastMillis())
                                        - Math.max(one.firstMillis(), other.firstMillis()));
                    }
                }
            }
        }
        return longest;
    }
}
