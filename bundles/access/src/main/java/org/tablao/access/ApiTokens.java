package org.tablao.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tablao.nodeapi.access.Accounts.MadeToken;
import org.tablao.nodeapi.access.Accounts.NewToken;
import org.tablao.nodeapi.access.Accounts.TokenView;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TokenRow;
import org.tablao.nodeapi.store.UserRow;
import org.tablao.pluginapi.schema.Problem;

/** Tokens of the API: kept as digests, good for what their users may do, or less, and not for ever. */
final class ApiTokens {
    /** So that a token that leaked into a file can be searched for. */
    static final String PREFIX = "tablao_";

    private static final int LONGEST_LABEL = 120;
    private static final int MOST_DAYS = 3650;
    private static final int MOST_OF_A_USER = 100;

    private final AccountThread thread;
    private final AccountBook book;
    private final Clock clock;
    private final Audit audit;

    ApiTokens(AccountThread thread, AccountBook book, Clock clock, Audit audit) {
        this.thread = thread;
        this.book = book;
        this.clock = clock;
        this.audit = audit;
    }

    List<TokenView> of(Caller caller) {
        boolean all = administers(caller);
        return book.tokens().stream()
                .filter(token -> all || token.userName().equals(caller.name()))
                .sorted(Comparator.comparing(TokenRow::id).reversed())
                .map(this::view)
                .toList();
    }

    /** On the accounts' thread. */
    MadeToken make(UserRow user, Caller caller, NewToken token) throws StoreException {
        check(token);
        long open = book.tokens().stream()
                .filter(one -> one.userName().equals(user.name()) && isGood(one))
                .count();
        if (open >= MOST_OF_A_USER) {
            throw new RefusedException(
                    Refusal.CONFLICT, user.name() + " has " + open + " tokens.", "Revoke those that nobody uses.");
        }
        // A token never gives what the token that made it has not.
        Set<Action> wanted = token.scopes().isEmpty() ? EnumSet.allOf(Action.class) : actions(token.scopes());
        Set<Action> given = EnumSet.noneOf(Action.class);
        wanted.stream()
                .filter(caller.scope()::contains)
                .filter(action -> action.least() != Caller.Kind.ANONYMOUS)
                .forEach(given::add);
        if (given.isEmpty()) {
            // Kept as an empty text it would be a token for all.
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "The token that you show is good for nothing of what the new one is to do.",
                    "Make it with a token of that scope, or log in.");
        }
        boolean all = given.size() == names().size();
        String secret = PREFIX + Secrets.make();
        TokenRow row = new TokenRow(
                audit.newId(),
                user.name(),
                token.label().strip(),
                Secrets.digest(secret),
                all ? "" : given.stream().map(ApiTokens::wireName).collect(Collectors.joining(",")),
                clock.millis(),
                end(caller, FarmAccounts.after(clock.millis(), token.days())),
                false,
                caller.token());
        thread.commit(List.of(new Change.Insert(row), audit.done(caller, "make token", row.id(), row.label())));
        book.put(row);
        return new MadeToken(view(row), secret);
    }

    /** Not after the end of the token that makes it. */
    private long end(Caller caller, long wanted) {
        long most = book.token(caller.token()).map(TokenRow::expiresAtMillis).orElse(0L);
        return most == 0 || (wanted != 0 && wanted < most) ? wanted : most;
    }

    /** On the accounts' thread. */
    TokenView revoke(Caller caller, String id) throws StoreException {
        TokenRow row = book.token(id)
                .filter(one -> administers(caller) || one.userName().equals(caller.name()))
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "There is no token " + id + " of yours.", "GET /api/v1/tokens lists them."));
        TokenRow revoked = new TokenRow(
                row.id(),
                row.userName(),
                row.label(),
                row.digest(),
                row.scopes(),
                row.createdAtMillis(),
                row.expiresAtMillis(),
                true,
                row.madeBy());
        thread.commit(List.of(
                new Change.Update(revoked),
                audit.done(caller, "revoke token", id, row.userName() + " " + row.label())));
        book.put(revoked);
        return view(revoked);
    }

    /** The caller behind a digest, if the token is good and its user may still log in. */
    Optional<Caller> callerOf(String digest) {
        return book.tokenOfDigest(digest).filter(this::isGood).flatMap(token -> {
            book.used(token.id(), clock.millis());
            return book.user(token.userName())
                    .filter(user -> !user.disabled())
                    .flatMap(FarmAccounts::callerOf)
                    .map(caller -> new Caller(caller.name(), caller.kind(), scope(token)).by(token.id()));
        });
    }

    /** A token of an administrator may be for less than that. */
    private static boolean administers(Caller caller) {
        return caller.kind() == Caller.Kind.ADMINISTRATOR && caller.scope().contains(Action.ADMINISTER);
    }

    boolean isGood(String id) {
        return book.token(id).filter(this::isGood).isPresent();
    }

    /** With it ends what was made with it. */
    private boolean isGood(TokenRow token) {
        for (Optional<TokenRow> one = Optional.of(token);
                ;
                one = book.token(one.get().madeBy())) {
            if (one.isEmpty() || one.get().revoked() || isOver(one.get())) {
                return false;
            }
            if (one.get().madeBy().isEmpty()) {
                return true;
            }
        }
    }

    private boolean isOver(TokenRow token) {
        return token.expiresAtMillis() != 0 && clock.millis() >= token.expiresAtMillis();
    }

    private static Set<Action> scope(TokenRow token) {
        return token.scopes().isEmpty()
                ? EnumSet.allOf(Action.class)
                : actions(Set.of(token.scopes().split(",")));
    }

    private static void check(NewToken token) {
        List<Problem> problems = new ArrayList<>();
        if (token.label().isBlank() || token.label().length() > LONGEST_LABEL) {
            problems.add(new Problem(
                    "label",
                    "is missing or too long",
                    "Say in up to " + LONGEST_LABEL + " characters what it is for."));
        }
        if (token.days() < 0 || token.days() > MOST_DAYS) {
            problems.add(new Problem("days", "is " + token.days(), "Give 1 to " + MOST_DAYS + ", or 0 for no end."));
        }
        Set<String> unknown = new TreeSet<>(token.scopes());
        unknown.removeAll(names());
        if (!unknown.isEmpty()) {
            problems.add(new Problem(
                    "scopes", "has " + String.join(", ", unknown), "Choose among " + String.join(", ", names()) + "."));
        }
        UserCheck.refuse("The token", problems);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Action action : Action.values()) {
            if (action.least() != Caller.Kind.ANONYMOUS) {
                names.add(wireName(action));
            }
        }
        return names;
    }

    private static Set<Action> actions(Set<String> names) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (Action action : Action.values()) {
            if (action.least() == Caller.Kind.ANONYMOUS || names.contains(wireName(action))) {
                actions.add(action);
            }
        }
        return actions;
    }

    private static String wireName(Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private TokenView view(TokenRow token) {
        return new TokenView(
                token.id(),
                token.userName(),
                token.label(),
                token.scopes().isEmpty() ? List.of() : List.of(token.scopes().split(",")),
                FarmAccounts.instant(token.createdAtMillis()),
                FarmAccounts.instant(token.expiresAtMillis()),
                FarmAccounts.instant(book.lastUse(token.id())),
                token.revoked());
    }
}
