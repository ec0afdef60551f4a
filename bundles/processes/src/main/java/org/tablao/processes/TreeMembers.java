package org.tablao.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a tree's processes by the mark that all of them inherit, as the launcher does: a parent's death does not hide them.
 * Reads {@code /proc}; finds none where there is no such thing.
 */
final class TreeMembers {
    private static final Path PROC = Path.of("/proc");

    private TreeMembers() {}

    static List<Long> of(String mark) {
        return ofAny(Set.of(mark));
    }

    static List<Long> ofAny(Set<String> marks) {
        Set<String> wanted = marks.stream().map(mark -> "PROCESS_TREE=" + mark).collect(Collectors.toSet());
        List<Long> members = new ArrayList<>();
        if (wanted.isEmpty() || !Files.isDirectory(PROC)) {
            return members;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (contains(environment(process), wanted)) {
                    members.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("listing processes", e);
        }
        return members;
    }

    /** In bytes: what they hold now together, or the most that one of them ever held, whichever is more. */
    static long memory(List<Long> members) {
        long together = 0;
        long most = 0;
        for (long pid : members) {
            for (String line : status(pid)) {
                if (line.startsWith("VmRSS:")) {
                    together += kilobytes(line);
                } else if (line.startsWith("VmHWM:")) {
                    most = Math.max(most, kilobytes(line));
                }
            }
        }
        return Math.max(together, most) * 1024;
    }

    private static byte[] environment(Path process) {
        try {
            return Files.readAllBytes(process.resolve("environ"));
        } catch (IOException e) {
            return new byte[0]; // it ended meanwhile, or belongs to somebody else
        }
    }

    private static List<String> status(long pid) {
        try {
            return Files.readAllLines(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of(); // it ended meanwhile
        }
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    private static boolean contains(byte[] environment, Set<String> wanted) {
        int start = 0;
        for (int i = 0; i <= environment.length; i++) {
            if (i == environment.length || environment[i] == 0) {
                if (wanted.contains(new String(environment, start, i - start, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
