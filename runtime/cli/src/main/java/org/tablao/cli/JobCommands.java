package org.tablao.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code tablao job …}. */
final class JobCommands {
    private static final Set<String> WAITING = Set.of("queued", "waiting", "paused");

    private final Session session;

    JobCommands(Session session) {
        this.session = session;
    }

    ExitCode run(String verb, Arguments arguments) throws CliException {
        return switch (verb) {
            case "submit" -> submit(arguments);
            case "types" -> types(arguments);
            case "list" -> list(arguments);
            case "show" -> show(arguments);
            case "watch" -> watch(arguments);
            case "cancel" -> cancel(arguments);
            case "tasks" -> tasks(arguments);
            case "pause", "resume", "requeue", "priority", "blocks", "unblock" -> new WishCommands(session)
                    .job(verb, arguments);
            case "why" -> why(arguments);
            default -> throw CliException.usage("tablao job has no verb \"" + verb + "\"");
        };
    }

    private ExitCode submit(Arguments arguments) throws CliException {
        String type = arguments.word("The job type");
        boolean waits = arguments.flag("--wait");
        Map<String, Object> submission = new LinkedHashMap<>();
        submission.put("type", type);
        for (String field : List.of("name", "project", "shot", "manager")) {
            String text = arguments.option("--" + field, "");
            if (!text.isEmpty()) {
                submission.put(field, text);
            }
        }
        String priority = arguments.option("--priority", "");
        if (!priority.isEmpty()) {
            submission.put("priority", wholeNumber("--priority", priority));
        }
        Map<String, Object> scheduling = new SchedulingOptions(arguments).read();
        if (!scheduling.isEmpty()) {
            submission.put("scheduling", scheduling);
        }
        submission.put("settings", settings(type, arguments));
        arguments.checkAllTaken();
        Doc job = post(Json.write(submission));
        if (waits) {
            session.terminal().err().println("Job " + job.text("id") + " submitted");
            return session.watch(job.text("id"));
        }
        session.output().line(job, job.text("id"));
        return ExitCode.DONE;
    }

    /** Under a key, so that asking again after a broken connection gives the same job. */
    private Doc post(String json) throws CliException {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        try {
            return session.server().post("/jobs", key, json);
        } catch (CliException e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            return session.server().post("/jobs", key, json);
        }
    }

    private Map<String, Object> settings(String type, Arguments arguments) throws CliException {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String pair : arguments.all("--set")) {
            String[] nameAndValue = pair.split("=", 2);
            if (nameAndValue.length < 2) {
                throw CliException.usage("--set " + pair + " is not of the form key=value");
            }
            given.computeIfAbsent(nameAndValue[0], name -> new ArrayList<>()).add(nameAndValue[1]);
        }
        arguments.rest().forEach((name, values) -> given.computeIfAbsent(name, n -> new ArrayList<>())
                .addAll(values));
        List<String> known = new ArrayList<>();
        for (Doc jobType : session.server().get("/job-types").items()) {
            if (jobType.text("name").equals(type)) {
                return new Settings(jobType, session.folder()).of(given);
            }
            known.add(jobType.text("name"));
        }
        throw new CliException(
                ExitCode.REFUSED, "There is no job type " + type, "  Known are " + String.join(", ", known));
    }

    private ExitCode types(Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        Output.Columns columns = new Output.Columns()
                .add("TYPE", "name")
                .add("LABEL", "label")
                .add("VERSION", "version")
                .add(
                        "SETTINGS",
                        type -> String.join(
                                " ",
                                type.items("settings").stream()
                                        .map(field -> field.is("required")
                                                ? "--" + Settings.optionName(field)
                                                : "[--" + Settings.optionName(field) + "]")
                                        .toList()));
        session.output().list(session.server().get("/job-types"), columns);
        return ExitCode.DONE;
    }

    private ExitCode list(Arguments arguments) throws CliException {
        String query = Server.query(
                "status", arguments.option("--status", ""),
                "project", arguments.option("--project", ""),
                "shot", arguments.option("--shot", ""),
                "text", arguments.option("--text", ""),
                "cursor", arguments.option("--cursor", ""),
                "limit", arguments.option("--limit", ""));
        arguments.checkAllTaken();
        session.output().list(session.server().get("/jobs" + query), Show.JOBS);
        return ExitCode.DONE;
    }

    private ExitCode show(Arguments arguments) throws CliException {
        String path = path(arguments);
        arguments.checkAllTaken();
        session.output().sheet(session.server().get(path), Show.JOB);
        return ExitCode.DONE;
    }

    private ExitCode watch(Arguments arguments) throws CliException {
        String id = arguments.word("The job's id");
        arguments.checkAllTaken();
        return session.watch(id);
    }

    private ExitCode cancel(Arguments arguments) throws CliException {
        String path = path(arguments);
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure) {
            Doc job = session.server().get(path);
            session.terminal().confirm("Cancel job " + job.text("id") + " \"" + job.text("name") + "\"?");
        }
        Doc job = session.server().post(path + "/cancel", Map.of(), "");
        boolean ended =
                !job.text("wanted").equals("cancel") || job.text("status").equals("cancelled");
        session.output().line(job, "Job " + job.text("id") + " is " + (ended ? job.text("status") : "being cancelled"));
        return ExitCode.DONE;
    }

    /** Of the first of its tasks that does not run and has not ended. */
    private ExitCode why(Arguments arguments) throws CliException {
        String path = path(arguments);
        arguments.checkAllTaken();
        String cursor = "";
        do {
            Doc page = session.server().get(path + "/tasks" + Server.query("cursor", cursor, "limit", "200"));
            for (Doc task : page.items("items")) {
                if (WAITING.contains(task.text("status"))) {
                    session.output().why(session.server().get("/tasks/" + Server.encode(task.text("id")) + "/why"));
                    return ExitCode.DONE;
                }
            }
            cursor = page.text("next");
        } while (!cursor.isEmpty());
        Doc job = session.server().get(path);
        session.output().line(job, "Job " + job.text("id") + " is " + job.text("status") + ": no task of it waits");
        return ExitCode.DONE;
    }

    private ExitCode tasks(Arguments arguments) throws CliException {
        String path = path(arguments);
        String query =
                Server.query("cursor", arguments.option("--cursor", ""), "limit", arguments.option("--limit", ""));
        arguments.checkAllTaken();
        session.output().list(session.server().get(path + "/tasks" + query), Show.TASKS);
        return ExitCode.DONE;
    }

    private static String path(Arguments arguments) throws CliException {
        return "/jobs/" + Server.encode(arguments.word("The job's id"));
    }

    static long wholeNumber(String option, String text) throws CliException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw CliException.usage(option + " " + text + " is not a whole number");
        }
    }
}
