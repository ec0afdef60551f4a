package org.tablao.cli;

/** {@code tablao task …}. */
final class TaskCommands {
    private final Session session;

    TaskCommands(Session session) {
        this.session = session;
    }

    ExitCode run(String verb, Arguments arguments) throws CliException {
        return switch (verb) {
            case "show" -> show(arguments);
            case "log" -> log(arguments);
            case "pause", "resume", "cancel", "requeue" -> new WishCommands(session).task(verb, arguments);
            case "why" -> why(arguments);
            default -> throw CliException.usage("tablao task has no verb \"" + verb + "\"");
        };
    }

    private ExitCode show(Arguments arguments) throws CliException {
        String id = arguments.word("The task's id");
        arguments.checkAllTaken();
        session.output().sheet(task(id), Show.TASK);
        return ExitCode.DONE;
    }

    private ExitCode why(Arguments arguments) throws CliException {
        String id = arguments.word("The task's id");
        arguments.checkAllTaken();
        session.output().why(session.server().get("/tasks/" + Server.encode(id) + "/why"));
        return ExitCode.DONE;
    }

    private ExitCode log(Arguments arguments) throws CliException {
        String id = arguments.word("The task's id");
        String attempt = arguments.option("--attempt", "");
        String tail = arguments.option("--tail", "");
        boolean follows = arguments.flag("--follow");
        arguments.checkAllTaken();
        String number = attempt.isEmpty() ? latestAttempt(id) : attempt;
        LogTail log = new LogTail(session.server(), session.terminal().out(), id, number);
        log.print(tail);
        if (follows) {
            new Events(session.server(), session.pause()).listen(log);
        }
        return ExitCode.DONE;
    }

    private String latestAttempt(String id) throws CliException {
        long latest = task(id).whole("attempt");
        if (latest == 0) {
            throw new CliException(ExitCode.REFUSED, "Task " + id + " has not been started yet: it has no log");
        }
        return String.valueOf(latest);
    }

    private Doc task(String id) throws CliException {
        return session.server().get("/tasks/" + Server.encode(id));
    }
}
