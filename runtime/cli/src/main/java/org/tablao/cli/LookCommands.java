package org.tablao.cli;

/** {@code tablao shot|worker|manager|farm …}: what there is to look at, and what is wanted of workers. */
final class LookCommands {
    private final Session session;

    LookCommands(Session session) {
        this.session = session;
    }

    ExitCode run(String noun, Arguments arguments) throws CliException {
        String verb = arguments.word("The verb");
        String command = noun + " " + verb;
        switch (command) {
            case "worker sleep", "worker wake", "worker drain", "worker schedule" -> new WishCommands(session)
                    .worker(verb, arguments);
            case "manager declare-dead" -> new AdministrationCommands(session).run(noun, verb, arguments);
            case "shot list" -> shots(arguments);
            case "shot show" -> shot(arguments);
            case "worker list" -> list("/workers", Show.WORKERS, arguments);
            case "manager list" -> list("/managers", Show.MANAGERS, arguments);
            case "manager policies" -> list("/scheduling", Show.POLICIES, arguments);
            case "farm status" -> farm(arguments);
            default -> throw CliException.usage("\"tablao " + command + "\" is not a command");
        }
        return ExitCode.DONE;
    }

    private void shots(Arguments arguments) throws CliException {
        String query = Server.query(
                "project", arguments.option("--project", ""),
                "cursor", arguments.option("--cursor", ""),
                "limit", arguments.option("--limit", ""));
        list("/shots" + query, Show.SHOTS, arguments);
    }

    private void list(String path, Output.Columns columns, Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        session.output().list(session.server().get(path), columns);
    }

    private void shot(Arguments arguments) throws CliException {
        String id = arguments.word("The shot's id");
        arguments.checkAllTaken();
        session.output().sheet(session.server().get("/shots/" + Server.encode(id)), Show.SHOTS);
    }

    private void farm(Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        session.output().sheet(session.server().get("/farm"), Show.FARM);
    }
}
