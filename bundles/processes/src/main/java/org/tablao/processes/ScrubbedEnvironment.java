package org.tablao.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a program may know of the worker's environment: a list of what is let through, never of what is not. */
final class ScrubbedEnvironment {
    private static final List<String> LET_THROUGH = List.of("HOME", "LANG", "LC_ALL", "TZ");
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private ScrubbedEnvironment() {}

    static Map<String, String> of(Map<String, String> ours, ProcessSpec spec) {
        Map<String, String> theirs = new LinkedHashMap<>();
        theirs.put("PATH", ours.getOrDefault("PATH", USUAL_PATH));
        theirs.put("LANG", "C.UTF-8");
        for (String name : LET_THROUGH) {
            Optional.ofNullable(ours.get(name)).ifPresent(value -> theirs.put(name, value));
        }
        theirs.put("TMPDIR", spec.scratch().toString());
        theirs.putAll(spec.environment());
        return theirs;
    }

    /** The file that a shell with this PATH would start. */
    static Optional<Path> executable(String name, String path) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(ScrubbedEnvironment::runs);
        }
        for (String folder : path.split(":")) {
            Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
            if (runs(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
