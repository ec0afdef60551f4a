package org.tablao.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code tablao node …}: the nodes that have a certificate of the farm, and those that want one. */
final class NodeCommands {
    private final Session session;

    NodeCommands(Session session) {
        this.session = session;
    }

    ExitCode run(String verb, Arguments arguments) throws CliException {
        switch (verb) {
            case "list" -> list(arguments);
            case "token" -> token(arguments);
            case "approve", "refuse" -> decide(verb, arguments);
            case "revoke" -> revoke(arguments);
            case "authority" -> authority(arguments);
            case "rotate" -> rotate(arguments);
            default -> throw CliException.usage("\"tablao node " + verb + "\" is not a command");
        }
        return ExitCode.DONE;
    }

    private void list(Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        session.output().list(session.server().get("/nodes"), Show.NODES);
    }

    private void token(Arguments arguments) throws CliException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("role", arguments.option("--role", "worker"));
        body.put("seconds", seconds(arguments.option("--valid", "1h")));
        String name = arguments.option("--name", "");
        String out = arguments.option("--out", "");
        arguments.checkAllTaken();
        if (!name.isEmpty()) {
            body.put("name", name);
        }
        SecretFile.refuseUnwritable(out);
        Doc token = session.server().post("/nodes/tokens", Map.of(), Json.write(body));
        if (out.isEmpty()) {
            session.output().line(token, token.text("secret"));
        } else {
            SecretFile.write(Path.of(out), token.text("secret"));
            session.terminal()
                    .err()
                    .println("A token that one " + token.text("role") + " joins with is in " + out
                            + "; it is good until " + token.text("expiresAt") + ".");
        }
    }

    private void decide(String verb, Arguments arguments) throws CliException {
        String id = arguments.word("The node's id");
        arguments.checkAllTaken();
        Doc node = session.server().post("/nodes/" + Server.encode(id) + "/" + verb, Map.of(), "");
        session.output()
                .line(
                        node,
                        "Node " + node.text("name") + " with the key sha256:" + node.text("fingerprint") + " is "
                                + node.text("status"));
    }

    private void revoke(Arguments arguments) throws CliException {
        String id = arguments.word("The node's id");
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure) {
            session.terminal().confirm("Revoke node " + id + "? Nothing of it is heard any more, for ever.");
        }
        Doc node = session.server().post("/nodes/" + Server.encode(id) + "/revoke", Map.of(), "");
        session.output().line(node, "Node " + node.text("name") + " is " + node.text("status"));
    }

    private void authority(Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        Doc authority = session.server().get("/nodes/authority");
        session.output().line(authority, "sha256:" + authority.text("fingerprint"));
    }

    private void rotate(Arguments arguments) throws CliException {
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (!sure) {
            session.terminal()
                    .confirm("Change the farm's authority? Nodes follow by themselves; one that is away until the"
                            + " certificates of the old one have ended has to join anew.");
        }
        Doc authority = session.server().post("/nodes/authority/rotate", Map.of(), "");
        session.output()
                .line(authority, "sha256:" + authority.text("next") + " signs from " + authority.text("changesAt"));
    }

    /** {@code 90s}, {@code 30m}, {@code 1h}, {@code 7d}. */
    private static long seconds(String text) throws CliException {
        if (!text.matches("[1-9][0-9]{0,6}[smhd]")) {
            throw CliException.usage("--valid " + text + " is no time such as 30m, 1h or 7d");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> number;
            case 'm' -> number * 60;
            case 'h' -> number * 3_600;
            default -> number * 86_400;
        };
    }
}
