package org.tablao.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Lets in who shows the token {@code letmein}, or a session opened with it or with the code {@code once}. */
final class FakeAccess implements Access {
    static final String TOKEN = "letmein";

    private static final String OF = "session-of-";

    Set<Action> forbidden = Set.of();
    boolean tooMany;
    final Set<String> closed = ConcurrentHashMap.newKeySet();
    final Set<String> sessions = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Caller> callerOfToken(String token) {
        String name = token.startsWith(OF) ? token.substring(OF.length()) : "administrator";
        return token.equals(TOKEN) || sessions.contains(token)
                ? Optional.of(new Caller(name, Caller.Kind.ADMINISTRATOR))
                : Optional.empty();
    }

    @Override
    public void authorize(Caller caller, Action action, String object) {
        if (forbidden.contains(action)) {
            throw new RefusedException(Refusal.FORBIDDEN, "No.", "");
        }
        boolean open = action == Action.READ_HEALTH || action == Action.LOG_IN;
        if (caller.kind() == Caller.Kind.ANONYMOUS && !open) {
            throw new RefusedException(Refusal.UNAUTHENTICATED, "This needs a login.", "Log in.");
        }
    }

    @Override
    public String newLoginCode(Caller caller) {
        return "once";
    }

    @Override
    public Optional<String> openSession(String codeOrToken) {
        if (!codeOrToken.equals(TOKEN) && !codeOrToken.equals("once")) {
            return Optional.empty();
        }
        String session = "session" + sessions.size();
        sessions.add(session);
        return Optional.of(session);
    }

    @Override
    public java.util.concurrent.CompletionStage<Optional<String>> logIn(String name, String password) {
        if (tooMany) {
            throw new RefusedException(Refusal.TOO_MANY, "Too often.", "Later.", Duration.ofSeconds(7));
        }
        Optional<String> session = Optional.of(OF + name).filter(any -> password.equals("right"));
        session.ifPresent(sessions::add);
        return java.util.concurrent.CompletableFuture.completedFuture(session);
    }

    @Override
    public void closeSessionsOf(String user, String exceptToken) {
        sessions.removeIf(session -> !session.equals(exceptToken));
    }

    @Override
    public void closeSession(String token) {
        closed.add(token);
        sessions.remove(token);
    }
}
