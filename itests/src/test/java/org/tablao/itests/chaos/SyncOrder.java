package org.tablao.itests.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what a process told others was on its disk before: what a power cut would have left. */
final class SyncOrder {
    private static final Pattern REQUEST = Pattern.compile("\"(POST [^ \"]+) HTTP/1\\.1");
    private static final Pattern DONE = Pattern.compile("\"HTTP/1\\.1 20[01] ");
    private static final Pattern LEASE = Pattern.compile("\"POST /node/v1/lease/([^/]+)/(report|published)");

    /**
     * What was looked at, and what was wrong with it.
     *
     * @param checked acknowledgements or renames
     */
    record Verdict(int checked, List<String> wrong) {}

    private record Asked(String line, double at) {}

    private SyncOrder() {}

    /**
     * Each answer with success to requests of a kind was sent after a sync of the store's log that began when the request had come.
     *
     * @param syncs of the database's log, by whichever process
     * @param kinds last words of the requests' paths
     */
    static Verdict acknowledgements(List<SystemCall> calls, List<SystemCall> syncs, Set<String> kinds) {
        Map<String, Asked> open = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (SystemCall call : calls) {
            if (call.socket().isEmpty()) {
                continue;
            }
            String socket = call.socket().get();
            Matcher request = REQUEST.matcher(call.text());
            if (call.receives() && request.find()) {
                open.put(socket, new Asked(request.group(1), call.end()));
            } else if (call.sends() && open.containsKey(socket) && call.text().contains("\"HTTP/1.1 ")) {
                Asked asked = open.remove(socket);
                if (DONE.matcher(call.text()).find() && kinds.contains(kind(asked.line()))) {
                    checked++;
                    if (syncs.stream().noneMatch(sync -> sync.start() >= asked.at() && sync.end() <= call.start())) {
                        wrong.add(asked.line() + " was acknowledged before it was on the disk");
                    }
                }
            }
        }
        return new Verdict(checked, wrong);
    }

    /** Each file was on the disk before it was reported, and its new name before it was confirmed. */
    static Verdict publications(List<SystemCall> calls) {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (SystemCall rename : calls) {
            List<Path> paths = rename.named();
            if (!rename.is("rename", "renameat", "renameat2")
                    || !rename.worked()
                    || !paths.get(0).toString().contains("/.tablao/")) {
                continue;
            }
            checked++;
            Path pending = paths.get(0);
            Path folder = paths.get(1).getParent();
            String lease = pending.getParent().getFileName().toString();
            double reported = firstSent(calls, lease, "report");
            double confirmed = firstSent(calls, lease, "published");
            if (!synced(calls, pending, 0, reported)) {
                wrong.add(pending + " was reported before it was on the disk");
            }
            if (!synced(calls, folder, rename.end(), confirmed)) {
                wrong.add(paths.get(1) + " was confirmed before its name was on the disk");
            }
        }
        return new Verdict(checked, wrong);
    }

    private static boolean synced(List<SystemCall> calls, Path path, double from, double to) {
        return calls.stream()
                .filter(SystemCall::syncs)
                .filter(sync -> sync.file().filter(path::equals).isPresent())
                .anyMatch(sync -> sync.start() >= from && sync.end() <= to);
    }

    private static double firstSent(List<SystemCall> calls, String lease, String kind) {
        for (SystemCall call : calls) {
            Matcher sent = LEASE.matcher(call.text());
            if (call.sends()
                    && sent.find()
                    && sent.group(1).equals(lease)
                    && sent.group(2).equals(kind)) {
                return call.start();
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Syncs, and writes to what was opened so that each write is one.
     *
     * @param log folder of the database's log
     */
    static List<SystemCall> syncsOf(List<SystemCall> calls, Path log) {
        Set<String> direct = new HashSet<>();
        List<SystemCall> syncs = new ArrayList<>();
        for (SystemCall call : calls) {
            if (call.is("openat", "open") && call.worked()) {
                String descriptor = call.text().replaceFirst(".* = (\\d+).*", "$1");
                if (call.text().contains("SYNC")) {
                    direct.add(descriptor);
                } else {
                    direct.remove(descriptor);
                }
            }
            boolean ofLog = call.file().filter(file -> file.startsWith(log)).isPresent();
            boolean written = call.is("write", "pwrite64", "writev", "pwritev")
                    && direct.contains(call.text().replaceFirst("<.*", ""))
                    && call.worked();
            if (ofLog && (call.syncs() || written)) {
                syncs.add(call);
            }
        }
        return syncs;
    }

    private static String kind(String request) {
        String path = request.split(" ")[1].replaceFirst("\\?.*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
