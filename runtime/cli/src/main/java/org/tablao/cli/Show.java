package org.tablao.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.tablao.cli.Output.Columns;

/** What people see of each kind of thing. */
final class Show {
    static final Columns JOBS = new Columns()
            .add("ID", "id")
            .add("NAME", "name")
            .add("TYPE", "type")
            .add("SHOT", "shot")
            .add("STATUS", Show::statusAndWish)
            .add("DONE", percent("progress"))
            .add("TASKS", of("tasks.completed", "tasks.total"))
            .add("FRAMES", of("frames.published", "frames.total"))
            .add("SUBMITTED", time("submittedAt"));
    static final Columns JOB = new Columns()
            .add("Job", "id")
            .add("Name", "name")
            .add("Type", "type")
            .add("Project", "project")
            .add("Shot", job -> job.text("shot") + " (" + job.text("shotId") + ")")
            .add("Status", Show::statusAndWish)
            .add("Reason", "reason")
            .add("Done", percent("progress"))
            .add("Tasks", of("tasks.completed", "tasks.total"))
            .add("Frames", of("frames.published", "frames.total"))
            .add("Priority", "priority")
            .add("Manager", "manager")
            .add("Submitted", job -> time("submittedAt").apply(job) + " by " + job.text("submittedBy"))
            .add("Started", time("startedAt"))
            .add("Ended", time("endedAt"))
            .add("Settings", "settings")
            .add("Scheduling", "scheduling");
    static final Columns TASKS = new Columns()
            .add("ID", "id")
            .add("NAME", "name")
            .add("STATUS", "status")
            .add("DONE", percent("progress"))
            .add("ATTEMPT", "attempt")
            .add("WORKER", "worker")
            .add("STARTED", time("startedAt"))
            .add("OUTCOME", "outcome")
            .add("", task -> task.text("reason").isEmpty() ? task.text("activity") : task.text("reason"));
    static final Columns TASK = new Columns()
            .add("Task", "id")
            .add("Name", "name")
            .add("Status", "status")
            .add("Done", percent("progress"))
            .add("Activity", "activity")
            .add("Attempt", "attempt")
            .add("Worker", "worker")
            .add("Started", time("startedAt"))
            .add("Ended", time("endedAt"))
            .add("Outcome", "outcome")
            .add("Reason", "reason")
            .add("Hint", "hint");
    static final Columns FRAMES = new Columns()
            .add("ID", "id")
            .add("SHOT", "shot")
            .add("LAYER", "layer")
            .add("NUMBER", "number")
            .add("STATUS", "status")
            .add("RENDERED", time("renderedAt"))
            .add("SECONDS", frame -> String.format("%.1f", frame.number("renderSeconds")))
            .add("SIZE", frame -> frame.whole("width") + "×" + frame.whole("height"))
            .add("WORKER", "worker")
            .add("PATH", "path");
    static final Columns SHOTS = new Columns()
            .add("ID", "id")
            .add("PROJECT", "project")
            .add("NAME", "name")
            .add("FRAMES", of("frames.published", "frames.total"))
            .add("FAILED", "frames.failed")
            .add("CREATED", time("createdAt"));
    static final Columns USERS = new Columns()
            .add("NAME", "name")
            .add("DISPLAY NAME", "displayName")
            .add("ROLE", "role")
            .add("DISABLED", user -> user.is("disabled") ? "disabled" : "")
            .add("SOURCE", "source")
            .add("LAST LOGIN", time("lastLoginAt"));

    static final Columns TOKENS = new Columns()
            .add("ID", "id")
            .add("USER", "user")
            .add("LABEL", "label")
            .add("SCOPES", token -> token.texts("scopes"))
            .add("EXPIRES", time("expiresAt"))
            .add("LAST USED", time("lastUsedAt"))
            .add("REVOKED", token -> token.is("revoked") ? "revoked" : "");

    static final Columns NODES = new Columns()
            .add("ID", "id")
            .add("NAME", "name")
            .add("ROLE", node -> node.texts("roles"))
            .add("STATUS", "status")
            .add("KEY", node -> "sha256:" + node.text("fingerprint"))
            .add("UNTIL", time("validUntil"))
            .add("BY", "decidedBy");

    static final Columns AUDIT = new Columns()
            .add("AT", time("at"))
            .add("WHO", "who")
            .add("ACTION", "action")
            .add("OBJECT", "object")
            .add("OUTCOME", "outcome")
            .add("DETAIL", "detail")
            .add("FROM", "address");

    static final Columns WORKERS = new Columns()
            .add("ID", "id")
            .add("NAME", "name")
            .add("STATUS", "status")
            .add("SLOTS", "slots")
            .add(
                    "RUNS",
                    worker -> String.join(
                            " ",
                            worker.items("runs").stream()
                                    .map(Doc::value)
                                    .map(String::valueOf)
                                    .toList()))
            .add("MANAGER", "manager")
            .add("HOST", "host.hostName")
            .add("CORES", "host.cores")
            .add("SLEEPS", "schedule")
            .add("SEEN", time("seenAt"));
    static final Columns BLOCKS = new Columns()
            .add("COMMAND", "command")
            .add("WORKER", "worker")
            .add("WORKER ID", "workerId")
            .add("FAILURES", "failures")
            .add("LAST", time("at"))
            .add("", "reason");
    static final Columns MANAGERS = new Columns()
            .add("ID", "id")
            .add("NAME", "name")
            .add("STATUS", "status")
            .add("JOBS", "jobs")
            .add("WORKERS", "workers")
            .add("URL", "url")
            .add("SEEN", time("seenAt"));
    static final Columns LIMITS = new Columns()
            .add("NAME", "name")
            .add("SCOPE", "scope")
            .add("USED", of("used", "amount"))
            .add("DESCRIPTION", "description");
    static final Columns PROJECTS = new Columns()
            .add("ID", "id")
            .add("NAME", "name")
            .add("SHOTS", "shots")
            .add("GUARANTEED", project -> project.number("guaranteed") + " %")
            .add("AT MOST", project -> project.number("burst") + " %")
            .add("CREATED", time("createdAt"));
    static final Columns POLICIES = new Columns()
            .add("MANAGER", "manager")
            .add("POLICY", "state.policy")
            .add("SHADOW", "state.shadow")
            .add("COMPARED", "state.assignments")
            .add("OTHERWISE", "state.differences")
            .add(
                    "",
                    manager -> String.join(
                            " ",
                            manager.text("problem"),
                            manager.text("state.fault"),
                            manager.text("state.shadowFault")));
    static final Columns FARM = new Columns()
            .add("Farm", "status")
            .add("Workers", farm -> farm.whole("workersBusy") + " of " + farm.whole("workers") + " busy")
            .add("Managers", "managers")
            .add("Jobs", farm -> farm.whole("jobsActive") + " active, " + farm.whole("jobsQueued") + " queued")
            .add("Tasks", farm -> farm.whole("tasksRunning") + " running, " + farm.whole("tasksLeft") + " left")
            .add("Frames", farm -> farm.whole("framesPublished") + " published");

    private Show() {}

    /** A wish that its manager has not made true yet shows beside the status. */
    static String statusAndWish(Doc job) {
        String status = job.text("status");
        return status
                + switch (job.text("wanted") + " " + status) {
                    case "cancel active", "cancel queued", "cancel paused" -> " (cancelling)";
                    case "pause active", "pause queued" -> " (pausing)";
                    case "run paused" -> " (resuming)";
                    default -> "";
                };
    }

    private static Function<Doc, String> of(String part, String whole) {
        return item -> item.whole(part) + "/" + item.whole(whole);
    }

    private static Function<Doc, String> percent(String path) {
        return item -> (int) (item.number(path) * 100) + "%";
    }

    /** In this host's time. */
    private static Function<Doc, String> time(String path) {
        return item -> {
            String instant = item.text(path);
            return instant.isEmpty()
                    ? ""
                    : Instant.parse(instant)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .atZone(ZoneId.systemDefault())
                            .toLocalDateTime()
                            .toString()
                            .replace('T', ' ');
        };
    }
}
