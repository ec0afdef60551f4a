package org.tablao.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tablao.nodeapi.access.Accounts.NewUser;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Looks at what is said of a user. */
final class UserCheck {
    static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 256;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DISPLAY_NAME = 120;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

    private static final Set<String> RESERVED = Set.of("operator", "anonymous", "setup", "administrator");

    private UserCheck() {}

    /** @throws RefusedException INVALID, naming each field at fault */
    static void check(NewUser user) {
        List<Problem> problems = new ArrayList<>();
        if (RESERVED.contains(user.name().toLowerCase(Locale.ROOT))) {
            problems.add(new Problem("name", "is reserved", "Give another name."));
        } else if (!NAME.matcher(user.name()).matches()) {
            problems.add(new Problem(
                    "name",
                    user.name().isEmpty() ? "is missing" : "is not a name",
                    "Give 1 to 64 letters, digits and . _ @ + -, the first a letter or digit."));
        }
        displayName(user.displayName()).ifPresent(problems::add);
        role(user.role()).ifPresent(problems::add);
        if (!user.password().isEmpty()) {
            password(user.password(), user.name()).ifPresent(problems::add);
        }
        refuse("The user", problems);
    }

    /** Whether a login is worth looking at: nobody has a longer name or password, and what waits takes memory. */
    static boolean mayBeALogin(String name, String password) {
        return name.length() <= LONGEST_NAME && password.length() <= LONGEST_PASSWORD;
    }

    static Optional<Problem> displayName(String displayName) {
        boolean good = displayName.codePointCount(0, displayName.length()) <= LONGEST_DISPLAY_NAME
                && displayName.chars().noneMatch(Character::isISOControl);
        return good
                ? Optional.empty()
                : Optional.of(new Problem(
                        "displayName",
                        "is longer than " + LONGEST_DISPLAY_NAME + " characters, or has a control character",
                        "Give the name that people read."));
    }

    static Optional<Problem> role(String role) {
        return kindOf(role).isPresent()
                ? Optional.empty()
                : Optional.of(new Problem(
                        "role",
                        role.isEmpty() ? "is missing" : "is '" + role + "'",
                        "Give viewer, artist, wrangler or administrator."));
    }

    /** The kind of caller that a role makes; empty for a text that is no role. */
    static Optional<Caller.Kind> kindOf(String role) {
        for (Caller.Kind kind : Caller.Kind.values()) {
            if (kind != Caller.Kind.ANONYMOUS && roleOf(kind).equals(role)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    static String roleOf(Caller.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Length is what counts (OWASP, NIST): no rules about which characters. */
    static Optional<Problem> password(String password, String name) {
        String reason = "";
        if (password.length() < SHORTEST_PASSWORD) {
            reason = "is shorter than " + SHORTEST_PASSWORD + " characters";
        } else if (password.length() > LONGEST_PASSWORD) {
            reason = "is longer than " + LONGEST_PASSWORD + " characters";
        } else if (password.equalsIgnoreCase(name)
                || password.chars().distinct().count() < 5) {
            reason = "is easily guessed";
        }
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem("password", reason, "Give a sentence that only you would say."));
    }

    /** @throws RefusedException INVALID where there are problems */
    static void refuse(String what, List<Problem> problems) {
        if (!problems.isEmpty()) {
            Problem first = problems.get(0);
            throw new RefusedException(
                    Refusal.INVALID,
                    what + " is not accepted: " + first.field() + " " + first.reason() + ".",
                    first.wayOut(),
                    problems);
        }
    }
}
