package org.tablao.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code tablao limit …}, {@code project …}, {@code manager declare-dead}: what administrators change. */
final class AdministrationCommands {
    private final Session session;

    AdministrationCommands(Session session) {
        this.session = session;
    }

    ExitCode run(String noun, String verb, Arguments arguments) throws CliException {
        switch (noun + " " + verb) {
            case "limit list" -> list("/limits", Show.LIMITS, arguments);
            case "limit set" -> setLimit(arguments);
            case "limit remove" -> removeLimit(arguments);
            case "project list" -> list("/projects", Show.PROJECTS, arguments);
            case "project share" -> share(arguments);
            case "manager declare-dead" -> declareDead(arguments);
            default -> throw CliException.usage("\"tablao " + noun + " " + verb + "\" is not a command");
        }
        return ExitCode.DONE;
    }

    private void list(String path, Output.Columns columns, Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        session.output().list(session.server().get(path), columns);
    }

    private void setLimit(Arguments arguments) throws CliException {
        String path = "/limits/" + Server.encode(arguments.word("The limit's name"));
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("scope", arguments.option("--scope", "farm"));
        setting.put("amount", number("The amount", arguments.word("The amount")));
        setting.put("description", arguments.option("--description", ""));
        arguments.checkAllTaken();
        Doc limit = session.server().put(path, Json.write(setting));
        session.output().line(limit, "Limit " + limit.text("name") + " is " + limit.whole("amount"));
    }

    private void removeLimit(Arguments arguments) throws CliException {
        String name = arguments.word("The limit's name");
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure) {
            session.terminal().confirm("Remove limit " + name + "? Tasks that name it wait then.");
        }
        Doc nothing = session.server().delete("/limits/" + Server.encode(name));
        session.output().line(nothing, "Limit " + name + " is removed");
    }

    private void share(Arguments arguments) throws CliException {
        String path = "/projects/" + Server.encode(arguments.word("The project's id or name"));
        Map<String, Object> change = new LinkedHashMap<>();
        for (String field : new String[] {"guaranteed", "burst"}) {
            String percent = arguments.option("--" + field, "");
            if (!percent.isEmpty()) {
                change.put(field, number("--" + field, percent));
            }
        }
        arguments.checkAllTaken();
        Doc project = session.server().patch(path, Json.write(change));
        session.output()
                .line(
                        project,
                        "Project " + project.text("name") + " has " + project.number("guaranteed")
                                + " % guaranteed, and " + project.number("burst") + " % at most");
    }

    private void declareDead(Arguments arguments) throws CliException {
        String id = arguments.word("The manager's id");
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure) {
            session.terminal()
                    .confirm("Declare manager " + id
                            + " dead? Its key is refused from now on, and its jobs go to others.");
        }
        Doc manager = session.server().post("/managers/" + Server.encode(id) + "/declare-dead", Map.of(), "");
        session.output().line(manager, "Manager " + manager.text("name") + " is " + manager.text("status"));
    }

    private static Number number(String what, String text) throws CliException {
        try {
            double value = Double.parseDouble(text);
            if (value == Math.rint(value)) {
                return (long) value;
            }
            return value;
        } catch (NumberFormatException e) {
            throw CliException.usage(what + " " + text + " is not a number");
        }
    }
}
