package org.tablao.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.access.Accounts;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.UserRow;
import org.tablao.pluginapi.schema.Problem;

/** The farm's own users and their tokens. */
@Component(service = {Accounts.class, FarmAccounts.class})
public final class FarmAccounts implements Accounts {
    static final String LOCAL = "local";
    private static final String SETUP = "setup";

    private final AccountThread thread;
    private final AccountThread logins;
    private final AccountBook book;
    private final Clock clock;
    private final Audit audit;
    private final ApiTokens tokens;

    @Activate
    public FarmAccounts(@Reference Store store, @Reference Clock clock) throws StoreException {
        this.thread = new AccountThread(store, "tablao-accounts");
        this.logins = new AccountThread(store, "tablao-logins");
        this.book = AccountBook.load(store);
        this.clock = clock;
        this.audit = new Audit(clock);
        this.tokens = new ApiTokens(thread, book, clock, audit);
        new NameCheck(book, audit).run(store);
    }

    @Deactivate
    void close() {
        thread.close();
        logins.close();
    }

    @Override
    public boolean isSetUp() {
        return book.hasAdministrator();
    }

    @Override
    public CompletionStage<UserView> setUp(NewUser administrator) {
        return thread.call(() -> {
            if (book.hasAdministrator()) {
                throw conflict("The farm is set up already.", "Log in, or ask an administrator for an account.");
            }
            NewUser user = new NewUser(
                    administrator.name(), administrator.displayName(), "administrator", administrator.password());
            needsPassword(user);
            return add(new Caller(SETUP, Caller.Kind.ADMINISTRATOR), user);
        });
    }

    @Override
    public List<UserView> users() {
        return book.users().stream().map(this::view).toList();
    }

    @Override
    public CompletionStage<UserView> create(Caller caller, NewUser user) {
        return thread.call(() -> add(caller, user));
    }

    @Override
    public CompletionStage<UserView> change(Caller caller, String name, UserChange change) {
        return thread.call(() -> {
            UserRow before = known(name);
            List<Problem> problems = new ArrayList<>();
            UserCheck.displayName(change.displayName()).ifPresent(problems::add);
            if (!change.role().isEmpty()) {
                UserCheck.role(change.role()).ifPresent(problems::add);
            }
            if (!change.password().isEmpty()) {
                UserCheck.password(change.password(), name).ifPresent(problems::add);
            }
            UserCheck.refuse("The change", problems);
            UserRow after = new UserRow(
                    name,
                    change.displayName().isEmpty() ? before.displayName() : change.displayName(),
                    change.role().isEmpty() ? before.role() : change.role(),
                    change.password().isEmpty() ? before.password() : PasswordHash.make(change.password()),
                    change.disabled().isEmpty()
                            ? before.disabled()
                            : change.disabled().equals("true"),
                    before.source(),
                    before.createdAtMillis());
            keepAnAdministrator(before, after);
            keepNamesApart(before, after);
            thread.commit(List.of(
                    new Change.Update(after), audit.done(caller, "change user", name, difference(before, after))));
            book.put(after);
            return view(after);
        });
    }

    @Override
    public CompletionStage<Void> changePassword(Caller caller, String current, String next) {
        return thread.call(() -> {
            UserRow user = known(caller.name());
            if (!PasswordHash.fits(current, user.password())) {
                throw new RefusedException(
                        Refusal.FORBIDDEN, "The current password is not right.", "An administrator can set a new one.");
            }
            UserCheck.refuse(
                    "The password",
                    UserCheck.password(next, user.name()).stream().toList());
            UserRow after = new UserRow(
                    user.name(),
                    user.displayName(),
                    user.role(),
                    PasswordHash.make(next),
                    user.disabled(),
                    user.source(),
                    user.createdAtMillis());
            thread.commit(List.of(new Change.Update(after), audit.done(caller, "change password", user.name(), "")));
            book.put(after);
            return null;
        });
    }

    @Override
    public List<TokenView> tokens(Caller caller) {
        return tokens.of(caller);
    }

    @Override
    public CompletionStage<MadeToken> makeToken(Caller caller, NewToken token) {
        return thread.call(() -> tokens.make(known(caller.name()), caller, token));
    }

    @Override
    public CompletionStage<TokenView> revokeToken(Caller caller, String id) {
        return thread.call(() -> tokens.revoke(caller, id));
    }

    /**
     * The user behind a name and a password of the farm's own; completes with none where they do not fit.
     *
     * @param first throws where it is not to be looked at; asked when its turn has come: those before it may have been wrong too
     */
    CompletionStage<Optional<UserRow>> check(String name, String password, Runnable first) {
        return logins.call(() -> {
            first.run();
            Optional<UserRow> user =
                    book.alike(name).stream().filter(one -> !one.disabled()).findFirst();
            boolean fits =
                    PasswordHash.fits(password, user.map(UserRow::password).orElse(""));
            return user.filter(one -> fits);
        });
    }

    /** What a user may be now; empty where there is none, or it is disabled. */
    Optional<Caller> callerOfUser(String name) {
        return book.user(name).filter(user -> !user.disabled()).flatMap(FarmAccounts::callerOf);
    }

    /** The caller behind a token of the API. */
    Optional<Caller> callerOfToken(String digest) {
        return tokens.callerOf(digest);
    }

    boolean isGoodToken(String id) {
        return tokens.isGood(id);
    }

    void loggedIn(String name) {
        book.used(name, clock.millis());
    }

    static Optional<Caller> callerOf(UserRow user) {
        return UserCheck.kindOf(user.role()).map(kind -> new Caller(user.name(), kind));
    }

    private UserView add(Caller caller, NewUser user) throws StoreException {
        UserCheck.check(user);
        List<UserRow> alike = book.alike(user.name());
        if (!alike.isEmpty()) {
            throw new RefusedException(
                    Refusal.CONFLICT,
                    "There is a user " + alike.get(0).name() + " already.",
                    "Give another name, or change that user.",
                    List.of(new Problem("name", "is taken", "Give another name.")));
        }
        UserRow row = new UserRow(
                user.name(),
                user.displayName().isBlank() ? user.name() : user.displayName().strip(),
                user.role(),
                user.password().isEmpty() ? "" : PasswordHash.make(user.password()),
                false,
                LOCAL,
                clock.millis());
        thread.commit(
                List.of(new Change.Insert(row), audit.done(caller, "create user", row.name(), "role " + row.role())));
        book.put(row);
        return view(row);
    }

    private UserRow known(String name) {
        return book.user(name)
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "There is no user " + name + ".", "GET /api/v1/users lists them."));
    }

    private void keepAnAdministrator(UserRow before, UserRow after) {
        boolean was = before.role().equals("administrator") && !before.disabled();
        boolean is = after.role().equals("administrator") && !after.disabled();
        if (was && !is && book.administrators() == 1) {
            throw conflict(before.name() + " is the only administrator.", "Make another user an administrator first.");
        }
    }

    /** Two who are told apart by capitals alone are one to those who read; an earlier farm may have had two. */
    private void keepNamesApart(UserRow before, UserRow after) {
        if (before.disabled() && !after.disabled()) {
            book.alike(after.name()).stream()
                    .filter(other -> !other.disabled() && !other.name().equals(after.name()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw conflict(
                                after.name() + " differs from " + other.name() + " in capitals alone.",
                                "Disable " + other.name() + " first, or make a user of another name.");
                    });
        }
    }

    private static void needsPassword(NewUser user) {
        if (user.password().isEmpty()) {
            throw new RefusedException(
                    Refusal.INVALID,
                    "The user is not accepted: password is missing.",
                    "Give a sentence that only you would say.",
                    List.of(new Problem("password", "is missing", "Give a sentence that only you would say.")));
        }
    }

    private static String difference(UserRow before, UserRow after) {
        List<String> parts = new ArrayList<>();
        if (!before.displayName().equals(after.displayName())) {
            parts.add("display name");
        }
        if (!before.role().equals(after.role())) {
            parts.add("role " + before.role() + " to " + after.role());
        }
        if (!before.password().equals(after.password())) {
            parts.add("password");
        }
        if (before.disabled() != after.disabled()) {
            parts.add(after.disabled() ? "disabled" : "enabled");
        }
        return String.join(", ", parts);
    }

    private static RefusedException conflict(String reason, String wayOut) {
        return new RefusedException(Refusal.CONFLICT, reason, wayOut);
    }

    private UserView view(UserRow user) {
        return new UserView(
                user.name(),
                user.displayName(),
                user.role(),
                user.disabled(),
                user.source(),
                instant(user.createdAtMillis()),
                instant(book.lastUse(user.name())));
    }

    static String instant(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }

    static long after(long nowMillis, int days) {
        return days == 0 ? 0 : nowMillis + Duration.ofDays(days).toMillis();
    }
}
