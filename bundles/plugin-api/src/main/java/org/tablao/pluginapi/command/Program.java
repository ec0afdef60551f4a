package org.tablao.pluginapi.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** A program to start: a list of arguments, never a shell line. Immutable; each method answers a new one. */
@ProviderType
public final class Program {
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Consumer<String> lines;
    private final Duration notice;

    private Program(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Consumer<String> lines,
            Duration notice) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.lines = lines;
        this.notice = notice;
    }

    /** @param command executable and arguments */
    public static Program of(List<String> command) {
        return new Program(command, Map.of(), null, line -> {}, Duration.ofSeconds(5));
    }

    /** Adds a variable to the scrubbed environment that every program gets. */
    public Program with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new Program(command, more, directory, lines, notice);
    }

    /** The working directory; the attempt's scratch directory unless set. */
    public Program in(Path workingDirectory) {
        return new Program(command, environment, workingDirectory, lines, notice);
    }

    /** Reads each line of output (standard and error), in order, after it was logged. */
    public Program reading(Consumer<String> reader) {
        return new Program(command, environment, directory, reader, notice);
    }

    /** How long the tree may take to end after it was asked to, before it is killed. */
    public Program notice(Duration time) {
        return new Program(command, environment, directory, lines, time);
    }

    public List<String> command() {
        return command;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }

    public Consumer<String> lines() {
        return lines;
    }

    public Duration notice() {
        return notice;
    }
}
