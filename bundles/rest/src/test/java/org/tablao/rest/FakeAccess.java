package org.tablao.rest;

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

    Set<Action> forbidden = Set.of();
    final Set<String> sessions = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Caller> callerOfToken(String token) {
        return token.equals(TOKEN) || sessions.contains(token)
                ? Optional.of(new Caller("administrator", Caller.Kind.ADMINISTRATOR))
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
        return java.util.concurrent.CompletableFuture.completedFuture(
                password.equals("right") ? openSession(TOKEN) : Optional.empty());
    }

    @Override
    public void closeSessionsOf(String user, String exceptToken) {
        sessions.removeIf(session -> !session.equals(exceptToken));
    }

    @Override
    public void closeSession(String token) {
        sessions.remove(token);
    }
}
