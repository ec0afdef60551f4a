package org.tablao.cli;

import java.util.Set;

/** Follows one job until it has ended. */
final class JobWatch implements Events.Listener {
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled", "archived");

    private final Server server;
    private final String id;
    private final JobProgress progress;
    private Doc job = new Doc("");

    JobWatch(Server server, String id, JobProgress progress) {
        this.server = server;
        this.id = id;
        this.progress = progress;
    }

    @Override
    public void connected() throws CliException {
        take(server.get("/jobs/" + Server.encode(id)));
    }

    @Override
    public void heard(String type, Doc data) {
        if (type.equals("job") && data.text("id").equals(id)) {
            take(data);
        }
    }

    @Override
    public boolean hasEnough() {
        return ENDED.contains(job.text("status"));
    }

    private void take(Doc now) {
        job = now;
        progress.show(job);
    }

    /** As it was seen last. */
    Doc job() {
        return job;
    }

    ExitCode result() {
        return switch (job.text("status")) {
            case "failed" -> ExitCode.JOB_FAILED;
            case "cancelled" -> ExitCode.JOB_CANCELLED;
            default -> ExitCode.DONE;
        };
    }
}
