package org.tablao.itests.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call as {@code strace -f -ttt -yy} tells of it.
 *
 * @param start seconds, by the tracer's clock
 * @param end when it was back; for a call that was not interrupted in the trace the same as its start
 * @param text its arguments, and its result behind {@code =}
 */
record SystemCall(String name, double start, double end, String text) {
    private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\d+\\.\\d+) (\\w+)\\((.*)");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +(\\d+\\.\\d+) <\\.\\.\\. (\\w+) resumed>(.*)");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final Pattern SOCKET = Pattern.compile("<(TCP(?:v6)?:\\[.*?\\])>");
    private static final Pattern FILE = Pattern.compile("^\\d+<(/[^>]*)>");
    private static final Pattern NAMED = Pattern.compile("\"(/[^\"]*)\"");

    /** In the order in which they came back. */
    static List<SystemCall> read(List<String> trace) {
        List<SystemCall> calls = new ArrayList<>();
        Map<String, SystemCall> begun = new HashMap<>();
        for (String line : trace) {
            Matcher whole = WHOLE.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            if (whole.matches()) {
                double at = Double.parseDouble(whole.group(2));
                SystemCall call = new SystemCall(whole.group(3), at, at, whole.group(4));
                if (line.endsWith(UNFINISHED)) {
                    begun.put(whole.group(1), call);
                } else {
                    calls.add(call);
                }
            } else if (resumed.matches() && begun.containsKey(resumed.group(1))) {
                SystemCall call = begun.remove(resumed.group(1));
                calls.add(new SystemCall(
                        call.name(),
                        call.start(),
                        Double.parseDouble(resumed.group(2)),
                        call.text().replace(UNFINISHED, "") + resumed.group(4)));
            }
        }
        return calls;
    }

    boolean worked() {
        return !text.contains(") = -1");
    }

    boolean is(String... names) {
        return List.of(names).contains(name);
    }

    /** The connection that its file descriptor is. */
    Optional<String> socket() {
        Matcher socket = SOCKET.matcher(text);
        return socket.find() ? Optional.of(socket.group(1)) : Optional.empty();
    }

    /** The file or folder that its file descriptor is. */
    Optional<Path> file() {
        Matcher file = FILE.matcher(text);
        return file.find() ? Optional.of(Path.of(file.group(1))) : Optional.empty();
    }

    /** Paths among its arguments. */
    List<Path> named() {
        return NAMED.matcher(text)
                .results()
                .map(found -> Path.of(found.group(1)))
                .toList();
    }

    boolean sends() {
        return is("write", "writev", "sendto", "sendmsg");
    }

    boolean receives() {
        return is("read", "readv", "recvfrom", "recvmsg");
    }

    boolean syncs() {
        return is("fsync", "fdatasync") && worked();
    }
}
