package org.tablao.processes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program to start.
 *
 * @param command executable (absolute, or found on the PATH) and arguments
 * @param environment added to the scrubbed environment
 * @param directory the working directory
 * @param scratch for temporary files: {@code TMPDIR}
 * @param lines takes each line of output, in order, on the tree's own reading thread; longer ones are cut at 64 KiB
 * @param notice how long the tree may take to end once it was asked to, in whole seconds
 */
public record ProcessSpec(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path scratch,
        Consumer<String> lines,
        Duration notice) {
    public ProcessSpec {
        if (command.isEmpty() || command.get(0).isEmpty()) {
            throw new IllegalArgumentException("a program needs an executable");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** With no further environment, five seconds of notice. */
    public static ProcessSpec of(List<String> command, Path directory, Consumer<String> lines) {
        return new ProcessSpec(command, Map.of(), directory, directory, lines, Duration.ofSeconds(5));
    }
}
