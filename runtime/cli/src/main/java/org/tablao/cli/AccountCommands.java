package org.tablao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code tablao setup|user|token|audit …}: who may do what, and who did. */
final class AccountCommands {
    private static final String USUAL_DAYS = "90";

    private final Session session;

    AccountCommands(Session session) {
        this.session = session;
    }

    /** The first administrator, without a browser; asked with the token of the home. */
    ExitCode setUp(Arguments arguments) throws CliException {
        String name = arguments.option("--admin", "");
        String tokenOut = arguments.option("--token-out", "");
        String passwordFile = arguments.option("--password-file", "");
        boolean made = passwordFile.isEmpty();
        String password = made ? inventedPassword() : password(passwordFile);
        arguments.checkAllTaken();
        if (name.isEmpty()) {
            throw CliException.usage("--admin is missing: the name of the first administrator");
        }
        SecretFile.refuseUnwritable(tokenOut);
        Doc user = session.server().post("/setup", Map.of(), Json.write(Map.of("name", name, "password", password)));
        session.terminal().err().println("The farm is set up; " + user.text("name") + " administers it.");
        if (!tokenOut.isEmpty()) {
            Server own = session.server().as(name, password);
            Doc token = own.post(
                    "/tokens",
                    Map.of(),
                    Json.write(Map.of("label", "tablao setup", "days", Integer.parseInt(USUAL_DAYS))));
            SecretFile.write(Path.of(tokenOut), token.text("secret"));
            session.terminal()
                    .err()
                    .println("A token that is good for " + USUAL_DAYS + " days is in " + tokenOut + ".");
        }
        if (made) {
            session.terminal().err().println("The password was made up; it is shown this once:");
            session.output().line(new Doc(Map.of("name", name, "password", password)), password);
        } else {
            session.output().line(user, user.text("name"));
        }
        return ExitCode.DONE;
    }

    ExitCode run(String noun, Arguments arguments) throws CliException {
        String command = noun + " " + arguments.word("The verb");
        switch (command) {
            case "user list" -> list("/users", Show.USERS, arguments);
            case "user add" -> addUser(arguments);
            case "user change" -> changeUser(arguments);
            case "token list" -> list("/tokens", Show.TOKENS, arguments);
            case "token make" -> makeToken(arguments);
            case "token revoke" -> revokeToken(arguments);
            case "audit list" -> audit(arguments);
            default -> throw CliException.usage("\"tablao " + command + "\" is not a command");
        }
        return ExitCode.DONE;
    }

    private void list(String path, Output.Columns columns, Arguments arguments) throws CliException {
        arguments.checkAllTaken();
        session.output().list(session.server().get(path), columns);
    }

    private void addUser(Arguments arguments) throws CliException {
        String name = arguments.word("The user's name");
        String role = arguments.option("--role", "");
        String display = arguments.option("--display-name", "");
        String file = arguments.option("--password-file", "");
        arguments.checkAllTaken();
        String password = file.isEmpty() ? inventedPassword() : password(file);
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", name, "role", role, "password", password));
        if (!display.isEmpty()) {
            body.put("displayName", display);
        }
        Doc user = session.server().post("/users", Map.of(), Json.write(body));
        if (file.isEmpty()) {
            session.terminal().err().println(name + " is a user; the password was made up and is shown this once:");
            session.output().line(new Doc(Map.of("name", name, "password", password)), password);
        } else {
            session.output().line(user, user.text("name"));
        }
    }

    private void changeUser(Arguments arguments) throws CliException {
        String name = arguments.word("The user's name");
        String role = arguments.option("--role", "");
        String display = arguments.option("--display-name", "");
        String file = arguments.option("--password-file", "");
        String disabled = arguments.option("--disabled", "");
        arguments.checkAllTaken();
        Map<String, Object> body = new LinkedHashMap<>();
        if (!role.isEmpty()) {
            body.put("role", role);
        }
        if (!display.isEmpty()) {
            body.put("displayName", display);
        }
        if (!file.isEmpty()) {
            body.put("password", password(file));
        }
        if (!disabled.isEmpty()) {
            body.put(
                    "disabled",
                    disabled.equals("true") ? Boolean.TRUE : disabled.equals("false") ? Boolean.FALSE : disabled);
        }
        Doc user = session.server().patch("/users/" + Server.encode(name), Json.write(body));
        session.output().line(user, name + " is " + (user.is("disabled") ? "disabled, " : "") + user.text("role"));
    }

    private void makeToken(Arguments arguments) throws CliException {
        String label = arguments.word("What the token is for");
        String days = arguments.option("--days", USUAL_DAYS);
        String scopes = arguments.option("--scopes", "");
        String out = arguments.option("--out", "");
        arguments.checkAllTaken();
        if (!days.matches("\\d{1,4}")) {
            throw CliException.usage("--days " + days + " is no number of days");
        }
        SecretFile.refuseUnwritable(out);
        List<String> asked = scopes.isEmpty() ? List.of() : Arrays.asList(scopes.split(","));
        Doc token = session.server()
                .post(
                        "/tokens",
                        Map.of(),
                        Json.write(Map.of("label", label, "days", Integer.parseInt(days), "scopes", asked)));
        if (out.isEmpty()) {
            session.output().line(token, token.text("secret"));
        } else {
            SecretFile.write(Path.of(out), token.text("secret"));
            session.terminal().err().println("The token is in " + out + ".");
        }
    }

    private void revokeToken(Arguments arguments) throws CliException {
        String id = arguments.word("The token's id");
        arguments.checkAllTaken();
        Doc token = session.server().delete("/tokens/" + Server.encode(id));
        session.output().line(token, "Token " + id + " (" + token.text("label") + ") is revoked");
    }

    private void audit(Arguments arguments) throws CliException {
        String query = Server.query(
                "who", arguments.option("--who", ""),
                "outcome", arguments.option("--outcome", ""),
                "object", arguments.option("--object", ""),
                "text", arguments.option("--text", ""),
                "from", arguments.option("--from", ""),
                "to", arguments.option("--to", ""),
                "cursor", arguments.option("--cursor", ""),
                "limit", arguments.option("--limit", ""));
        list("/audit" + query, Show.AUDIT, arguments);
    }

    /** Twenty characters, 120 bits. */
    private static String inventedPassword() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String password(String file) throws CliException {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "The password file " + file + " cannot be read");
        }
    }
}
