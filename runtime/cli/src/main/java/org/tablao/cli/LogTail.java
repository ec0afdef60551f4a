package org.tablao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;

/** Prints a log, and what is added to it until its attempt has ended. */
final class LogTail implements Events.Listener {
    private static final Set<String> NOT_ENDED = Set.of("leased", "running");

    private final Server server;
    private final PrintStream out;
    private final String taskId;
    private final String path;
    private final String attempt;
    private long offset;
    private boolean ended;

    LogTail(Server server, PrintStream out, String taskId, String attempt) {
        this.server = server;
        this.out = out;
        this.taskId = taskId;
        this.attempt = attempt;
        this.path = "/tasks/" + Server.encode(taskId) + "/attempts";
    }

    /** @param tail only the last bytes, this many; empty: all */
    void print(String tail) throws CliException {
        if (tail.isEmpty()) {
            printNew();
            return;
        }
        Server.Sized log = server.openSized(path + "/" + Server.encode(attempt) + "/log" + Server.query("tail", tail));
        copy(log.body());
        offset = log.length();
    }

    @Override
    public void connected() throws CliException {
        readOn();
    }

    /** Reads on when its task is spoken of, and at each heartbeat: a log grows without an event for each line. */
    @Override
    public void heard(String type, Doc data) throws CliException {
        boolean ofTask = (type.equals("task") || type.equals("progress"))
                && data.text("id").equals(taskId);
        if (ofTask || type.equals("heartbeat")) {
            readOn();
        }
    }

    @Override
    public boolean hasEnough() {
        return ended;
    }

    /** Asks for the attempt first: what was written before it ended is then surely in the log. */
    private void readOn() throws CliException {
        for (Doc one : server.get(path).items()) {
            if (String.valueOf(one.whole("number")).equals(attempt)) {
                ended = !NOT_ENDED.contains(one.text("status"));
            }
        }
        printNew();
    }

    private void printNew() throws CliException {
        String log = path + "/" + Server.encode(attempt) + "/log";
        offset += copy(server.open(log + Server.query("offset", String.valueOf(offset)), Map.of()));
    }

    private long copy(InputStream body) throws CliException {
        try (body) {
            long copied = body.transferTo(out);
            out.flush();
            return copied;
        } catch (IOException e) {
            throw new CliException(ExitCode.UNREACHABLE, "The log broke off: " + e.getMessage());
        }
    }
}
