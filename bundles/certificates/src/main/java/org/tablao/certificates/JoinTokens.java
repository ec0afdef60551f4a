package org.tablao.certificates;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.JoinTokenRow;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.tls.Nodes.MadeJoinToken;
import org.tablao.nodeapi.tls.Nodes.NewJoinToken;
import org.tablao.pluginapi.schema.Problem;

/** Tokens that nodes join with, each once. On the desk's thread. */
final class JoinTokens {
    static final Set<String> ROLES = Set.of("manager", "worker");

    private static final long LONGEST_SECONDS = 30L * 86_400;
    private static final int LONGEST_NAME = 120;
    private static final String WAY_OUT = "Ask an administrator for a new one: tablao node token.";

    private final DeskThread thread;
    private final NodeBook book;
    private final NodeAudit audit;
    private final Clock clock;

    JoinTokens(DeskThread thread, NodeBook book, NodeAudit audit, Clock clock) {
        this.thread = thread;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    MadeJoinToken make(Caller caller, NewJoinToken wanted, String authority) throws StoreException {
        List<Problem> problems = new ArrayList<>();
        if (!wanted.name().isEmpty()) {
            nameProblem(wanted.name(), problems);
        }
        if (!ROLES.contains(wanted.role())) {
            problems.add(new Problem("role", "is '" + wanted.role() + "'", "Give worker or manager."));
        }
        if (wanted.seconds() < 1 || wanted.seconds() > LONGEST_SECONDS) {
            problems.add(new Problem("seconds", "is " + wanted.seconds(), "Give 1 to " + LONGEST_SECONDS + "."));
        }
        refuse("The token", problems);
        JoinSecret secret = JoinSecret.make(authority);
        long now = clock.millis();
        JoinTokenRow row = new JoinTokenRow(
                audit.newId(),
                wanted.name(),
                wanted.role(),
                Fingerprint.of(secret.secret()),
                caller.name(),
                now,
                now + wanted.seconds() * 1_000,
                "");
        thread.commit(List.of(
                new Change.Insert(row),
                audit.done(caller, "make join token", row.id(), row.role() + " " + row.name())));
        book.put(row);
        return new MadeJoinToken(
                row.id(),
                row.name(),
                row.role(),
                Instant.ofEpochMilli(row.expiresAtMillis()).toString(),
                secret.text());
    }

    /** The row behind a secret, which a node of that role may use now. Changes nothing. */
    JoinTokenRow check(String secret, String role) {
        JoinTokenRow row = book.tokenOfDigest(Fingerprint.of(secret))
                .orElseThrow(() -> refused(Refusal.UNAUTHENTICATED, "There is no such join token here."));
        if (!row.usedBy().isEmpty()) {
            throw refused(Refusal.UNAUTHENTICATED, "The join token was used by another node already.");
        }
        if (clock.millis() > row.expiresAtMillis()) {
            throw refused(Refusal.UNAUTHENTICATED, "The join token's time is over.");
        }
        if (!row.role().equals(role)) {
            throw refused(Refusal.FORBIDDEN, "The join token is for a " + row.role() + ", not for a " + role + ".");
        }
        return row;
    }

    static JoinTokenRow used(JoinTokenRow row, String nodeId) {
        return new JoinTokenRow(
                row.id(),
                row.name(),
                row.role(),
                row.digest(),
                row.madeBy(),
                row.madeAtMillis(),
                row.expiresAtMillis(),
                nodeId);
    }

    static void nameProblem(String name, List<Problem> problems) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)
                || !name.equals(name.strip())) {
            problems.add(new Problem(
                    "name", "is empty, too long, or not plain", "Give 1 to " + LONGEST_NAME + " characters."));
        }
    }

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

    private static RefusedException refused(Refusal why, String reason) {
        return new RefusedException(why, reason, WAY_OUT);
    }
}
