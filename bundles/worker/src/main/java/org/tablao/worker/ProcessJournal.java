package org.tablao.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which process trees were started for which attempt, and when they ended: what a later process of this worker ends, and an
 * audit reads. A line each, not synced, for a host that goes down takes its processes with it. Any thread.
 */
final class ProcessJournal {
    static final String FILE = "processes.jsonl";
    static final String OLDER = FILE + ".older";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessJournal.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Clock clock;
    private final long mostBytes;
    private final Map<String, String> open = new LinkedHashMap<>();
    private boolean first = true;

    /** @param mostBytes after so many the file makes room for another; the one before is kept */
    ProcessJournal(Path folder, Clock clock, long mostBytes) {
        this.folder = folder;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    synchronized void started(String attemptId, String mark) {
        ObjectNode line = JSON.createObjectNode();
        line.put("attempt", attemptId).put("mark", mark).put("startedMillis", clock.millis());
        open.put(mark, line.toString());
        write(line.toString());
    }

    synchronized void ended(String mark) {
        open.remove(mark);
        write(JSON.createObjectNode()
                .put("mark", mark)
                .put("endedMillis", clock.millis())
                .toString());
    }

    /** Its end was not seen, but nothing of it is alive any more. */
    synchronized void swept(String mark) {
        write(JSON.createObjectNode()
                .put("mark", mark)
                .put("sweptMillis", clock.millis())
                .toString());
    }

    /** Those whose end an earlier process did not live to see. */
    synchronized Set<String> left() {
        Map<String, String> left = new LinkedHashMap<>();
        read(folder.resolve(OLDER), left);
        read(folder.resolve(FILE), left);
        left.keySet().removeAll(open.keySet());
        return Set.copyOf(left.keySet());
    }

    private static void read(Path file, Map<String, String> left) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                take(line, left);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read, what an earlier process started may run on: {}", file, e.toString());
        }
    }

    private static void take(String line, Map<String, String> left) {
        try {
            JsonNode event = JSON.readTree(line);
            String mark = event.path("mark").asText();
            if (event.has("attempt")) {
                left.put(mark, event.path("attempt").asText());
            } else {
                left.remove(mark);
            }
        } catch (IOException e) {
            LOG.debug("a line was cut by a crash: {}", line);
        }
    }

    private void write(String line) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            if (Files.exists(file) && Files.size(file) > mostBytes) {
                Files.move(file, folder.resolve(OLDER), StandardCopyOption.REPLACE_EXISTING);
                for (String started : open.values()) {
                    append(file, started);
                }
            }
            // A line that a crash cut must not swallow this one.
            append(file, first ? "\n" + line : line);
            first = false;
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.write(
                file,
                (line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
