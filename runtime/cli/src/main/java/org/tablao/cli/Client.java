package org.tablao.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs one command line. */
final class Client {
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Duration pause;

    /** @param pause before a broken event stream is opened again */
    Client(Map<String, String> environment, Terminal terminal, Duration pause) {
        this.environment = environment;
        this.terminal = terminal;
        this.pause = pause;
    }

    ExitCode run(List<String> line) {
        try {
            Arguments arguments = new Arguments(line);
            String noun = arguments.word();
            if (arguments.flag("--help") || noun.isEmpty() || noun.equals("help")) {
                terminal.out().print(Help.text());
                return ExitCode.DONE;
            }
            return run(noun, arguments);
        } catch (CliException e) {
            terminal.err().println("error: " + e.getMessage());
            e.lines().forEach(terminal.err()::println);
            return e.exitCode();
        }
    }

    private ExitCode run(String noun, Arguments arguments) throws CliException {
        return switch (noun) {
            case "backup" -> new BackupCommands(environment, terminal).backup(arguments);
            case "restore" -> new BackupCommands(environment, terminal).restore(arguments);
            default -> run(noun, arguments, Session.open(arguments, environment, terminal, pause));
        };
    }

    private static ExitCode run(String noun, Arguments arguments, Session session) throws CliException {
        return switch (noun) {
            case "job" -> new JobCommands(session).run(arguments.word("The verb"), arguments);
            case "task" -> new TaskCommands(session).run(arguments.word("The verb"), arguments);
            case "frame" -> new FrameCommands(session).run(arguments.word("The verb"), arguments);
            case "limit", "project" -> new AdministrationCommands(session)
                    .run(noun, arguments.word("The verb"), arguments);
            case "shot", "worker", "manager", "farm" -> new LookCommands(session).run(noun, arguments);
            case "setup" -> new AccountCommands(session).setUp(arguments);
            case "user", "token", "audit" -> new AccountCommands(session).run(noun, arguments);
            case "node" -> new NodeCommands(session).run(arguments.word("The verb"), arguments);
            case "login-link" -> loginLink(session, arguments);
            default -> throw CliException.usage("\"" + noun + "\" is not a command");
        };
    }

    /** The code stands behind a {@code #}: browsers do not send that part to any server, nor log it. */
    private static ExitCode loginLink(Session session, Arguments arguments) throws CliException {
        String dashboard =
                arguments.option("--dashboard", session.server().url().toString());
        arguments.checkAllTaken();
        Doc answer = session.server().post("/login-codes", Map.of(), "");
        session.output().line(answer, dashboard.replaceAll("/+$", "") + "/#login=" + answer.text("code"));
        return ExitCode.DONE;
    }
}
