package org.tablao.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code tablao job|task|worker …}: what is wanted of them. */
final class WishCommands {
    private static final Map<String, String> WANTED =
            Map.of("pause", "pause", "resume", "run", "cancel", "cancel", "requeue", "requeue");
    private static final Map<String, String> WANTED_OF_WORKERS =
            Map.of("sleep", "sleep", "wake", "run", "drain", "drain");

    private final Session session;

    WishCommands(Session session) {
        this.session = session;
    }

    ExitCode job(String verb, Arguments arguments) throws CliException {
        String path = "/jobs/" + Server.encode(arguments.word("The job's id"));
        switch (verb) {
            case "pause", "resume" -> {
                arguments.checkAllTaken();
                told(session.server().patch(path, Json.write(Map.of("wanted", WANTED.get(verb)))));
            }
            case "priority" -> {
                long priority = JobCommands.wholeNumber("The priority", arguments.word("The priority"));
                arguments.checkAllTaken();
                told(session.server().patch(path, Json.write(Map.of("priority", priority))));
            }
            case "requeue" -> requeue(path, arguments);
            case "blocks" -> {
                arguments.checkAllTaken();
                session.output().list(session.server().get(path + "/blocks"), Show.BLOCKS);
            }
            default -> {
                String worker = arguments.word("The worker's id");
                arguments.checkAllTaken();
                told(session.server().delete(path + "/blocks/" + Server.encode(worker)));
            }
        }
        return ExitCode.DONE;
    }

    private void requeue(String path, Arguments arguments) throws CliException {
        String tasks = arguments.option("--tasks", "failed");
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure && !tasks.equals("failed")) {
            Doc job = session.server().get(path);
            session.terminal()
                    .confirm("Have tasks " + tasks + " of job " + job.text("id") + " \"" + job.text("name")
                            + "\" made once more?");
        }
        told(session.server().post(path + "/requeue", Map.of(), Json.write(Map.of("tasks", tasks))));
    }

    ExitCode task(String verb, Arguments arguments) throws CliException {
        String path = "/tasks/" + Server.encode(arguments.word("The task's id"));
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure && verb.equals("cancel")) {
            session.terminal()
                    .confirm("Cancel task " + session.server().get(path).text("id") + "?");
        }
        Doc task = session.server().patch(path, Json.write(Map.of("wanted", WANTED.get(verb))));
        String wanted = task.text("wanted");
        session.output()
                .line(
                        task,
                        "Task " + task.text("id") + " is " + task.text("status")
                                + (wanted.isEmpty() ? "" : ", " + wanted + " is wanted"));
        return ExitCode.DONE;
    }

    ExitCode worker(String verb, Arguments arguments) throws CliException {
        String id = idOfWorker(arguments.word("The worker's id or name"));
        Map<String, Object> change = new LinkedHashMap<>();
        if (verb.equals("schedule")) {
            change.put(
                    "schedule",
                    arguments
                            .word("The schedule, such as \"mon-fri 09:00-18:00\", or \"never\"")
                            .replaceFirst("^never$", ""));
        } else {
            change.put("wanted", WANTED_OF_WORKERS.get(verb));
        }
        arguments.checkAllTaken();
        Doc worker = session.server().patch("/workers/" + Server.encode(id), Json.write(change));
        String schedule = worker.text("schedule");
        session.output()
                .line(
                        worker,
                        "Worker " + worker.text("name") + " is " + worker.text("status") + ", " + worker.text("wanted")
                                + " is wanted"
                                + (schedule.isEmpty() ? "" : ", it sleeps " + schedule));
        return ExitCode.DONE;
    }

    /** People know workers by their names. */
    private String idOfWorker(String idOrName) throws CliException {
        List<Doc> named = session.server().get("/workers").items().stream()
                .filter(worker -> worker.text("name").equals(idOrName))
                .toList();
        return named.size() == 1 ? named.get(0).text("id") : idOrName;
    }

    private void told(Doc job) throws CliException {
        session.output().line(job, "Job " + job.text("id") + " is " + Show.statusAndWish(job));
    }
}
