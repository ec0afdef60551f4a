package org.tablao.cli;

import java.io.PrintStream;

/** Shows how far a job is: one line drawn again and again for a person, else a line for each step. */
final class JobProgress {
    private static final int WIDTH = 30;

    private final PrintStream err;
    private final boolean redraws;
    private String last = "";

    JobProgress(Terminal terminal) {
        this.err = terminal.err();
        this.redraws = terminal.interactive();
    }

    void show(Doc job) {
        String line = line(job);
        if (line.equals(last)) {
            return;
        }
        if (redraws) {
            err.print("\r" + line + " ".repeat(Math.max(0, last.length() - line.length())));
        } else {
            err.println(line);
        }
        err.flush();
        last = line;
    }

    void end() {
        if (redraws && !last.isEmpty()) {
            err.println();
        }
    }

    private String line(Doc job) {
        String counts = job.text("status") + "  tasks " + job.whole("tasks.completed") + "/" + job.whole("tasks.total")
                + "  frames " + job.whole("frames.published") + "/" + job.whole("frames.total");
        String failed = job.whole("tasks.failed") > 0 ? "  failed " + job.whole("tasks.failed") : "";
        return redraws ? bar(job.number("progress")) + "  " + counts + failed : counts + failed;
    }

    private static String bar(double progress) {
        double part = Math.min(1, Math.max(0, progress));
        int full = (int) (part * WIDTH);
        return "▕" + "█".repeat(full) + "░".repeat(WIDTH - full) + "▏" + String.format("%4d%%", (int) (part * 100));
    }
}
