package org.tablao.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * I7 and I10: process trees, from the journals of workers and from what is alive on this host. A tree whose end its worker did
 * not live to see counts for I10 alone.
 */
final class ProcessAudit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "PROCESS_TREE=";

    private record Tree(String attempt, String mark, long startMillis, long endMillis) {
        String task() {
            return attempt.substring(0, attempt.lastIndexOf('.'));
        }

        boolean seenToEnd() {
            return endMillis > 0;
        }

        long overlapMillis(Tree other) {
            return Math.min(endMillis, other.endMillis) - Math.max(startMillis, other.startMillis);
        }
    }

    private final AttemptBook attempts;
    private final Duration bound;
    private final Findings findings;
    private final Map<String, Tree> trees = new LinkedHashMap<>();

    ProcessAudit(AttemptBook attempts, Duration bound, Findings findings) {
        this.attempts = attempts;
        this.bound = bound;
        this.findings = findings;
    }

    void read(Home home) throws IOException {
        Path older = home.processes().resolveSibling(home.processes().getFileName() + ".older");
        for (Path journal : List.of(older, home.processes())) {
            if (Files.isRegularFile(journal)) {
                for (String line : Files.readAllLines(journal)) {
                    take(line);
                }
            }
        }
    }

    private void take(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (IOException e) {
            return; // cut by a crash
        }
        String mark = event.path("mark").asText();
        if (event.has("attempt")) {
            long at = event.path("startedMillis").asLong();
            trees.put(mark, new Tree(event.path("attempt").asText(), mark, at, 0));
        } else {
            long at = event.path("endedMillis").asLong();
            trees.computeIfPresent(mark, (key, tree) -> new Tree(tree.attempt(), mark, tree.startMillis(), at));
        }
    }

    void run() throws IOException {
        findings.lookedAt("process trees", trees.size());
        Map<String, List<Tree>> byTask = new TreeMap<>();
        trees.values().stream().filter(Tree::seenToEnd).forEach(tree -> byTask.computeIfAbsent(
                        tree.task(), task -> new ArrayList<>())
                .add(tree));
        byTask.values().forEach(this::overlaps);
        alive();
    }

    private void overlaps(List<Tree> ofTask) {
        for (int i = 0; i < ofTask.size(); i++) {
            for (Tree other : ofTask.subList(i + 1, ofTask.size())) {
                Tree one = ofTask.get(i);
                long both = one.overlapMillis(other);
                if (!one.attempt().equals(other.attempt()) && both > bound.toMillis()) {
                    findings.violation(
                            Invariant.I7,
                            "attempts " + one.attempt() + " and " + other.attempt(),
                            "ran at once for " + both / 1000.0 + " s");
                }
            }
        }
    }

    /** A process belongs to a tree by the mark in its environment; it is inherited by all that come of it. */
    private void alive() throws IOException {
        if (trees.isEmpty() || !Files.isDirectory(Path.of("/proc"))) {
            return;
        }
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .toList()) {
                Tree tree = trees.get(markOf(process));
                if (tree != null && !attempts.isOpen(tree.attempt())) {
                    findings.violation(
                            Invariant.I10,
                            "process " + process.getFileName(),
                            "runs for attempt " + tree.attempt() + ", which is " + attempts.fate(tree.attempt()));
                }
            }
        }
    }

    private static String markOf(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8);
            return Arrays.stream(environment.split("\0"))
                    .filter(entry -> entry.startsWith(MARK))
                    .map(entry -> entry.substring(MARK.length()))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return ""; // another user's, or gone
        }
    }
}
