package org.tablao.access;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.access.Owners;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;

/**
 * Who calls: a user by a session or a token of the API; the node's operator by the token in the home; all others are anonymous.
 * A node without a store knows its operator alone.
 */
@Component
public final class FarmAccess implements Access {
    /** Who may read the home's secrets is this node's operator, whatever users there are. */
    static final String OPERATOR = "operator";

    private static final Caller OPERATING = new Caller(OPERATOR, Caller.Kind.ADMINISTRATOR);
    private static final String HOW_TO_LOG_IN =
            "Log in, or send a token as a bearer token: tablao login-link makes a link that logs a browser in.";
    private static final String CODES = "";

    private final String operatorsDigest;
    private final Sessions sessions;
    private final LoginCodes codes;
    private final Throttle throttle;
    private final AtomicReference<Optional<FarmAccounts>> accounts = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Owners> owners = new AtomicReference<>(job -> Optional.empty());

    @Activate
    public FarmAccess(@Reference NodeInfo node) throws IOException {
        this(new TokenFile(node.data().resolve("admin.token")).readOrMake(), Ticker.system());
    }

    FarmAccess(String operatorsToken, Ticker ticker) {
        this.operatorsDigest = Secrets.digest(operatorsToken);
        this.sessions = new Sessions(ticker);
        this.codes = new LoginCodes(ticker);
        this.throttle = new Throttle(ticker);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setAccounts(FarmAccounts now) {
        accounts.set(Optional.of(now));
    }

    void unsetAccounts(FarmAccounts gone) {
        accounts.updateAndGet(now -> now.filter(one -> one != gone));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setOwners(Owners now) {
        owners.set(now);
    }

    void unsetOwners(Owners gone) {
        owners.compareAndSet(gone, job -> Optional.empty());
    }

    @Override
    public Optional<Caller> callerOfToken(String token) {
        String digest = Secrets.digest(token);
        Optional<Sessions.Holder> holder = sessions.use(digest);
        return holder.isPresent() ? callerOf(holder.get()) : callerOfSecret(digest);
    }

    /** By what is no session. */
    private Optional<Caller> callerOfSecret(String digest) {
        return Secrets.same(operatorsDigest, digest)
                ? Optional.of(OPERATING)
                : accounts.get().flatMap(known -> known.callerOfToken(digest));
    }

    @Override
    public void authorize(Caller caller, Action action, String object) {
        boolean open = action.least() == Caller.Kind.ANONYMOUS;
        if (!open && caller.kind() == Caller.Kind.ANONYMOUS) {
            throw new RefusedException(Refusal.UNAUTHENTICATED, "This needs a login.", HOW_TO_LOG_IN);
        }
        if (!open && !caller.scope().contains(action)) {
            throw new RefusedException(
                    Refusal.FORBIDDEN, "This token is not good for that.", "Make one with the scope that it needs.");
        }
        if (caller.kind().compareTo(action.least()) < 0) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    UserCheck.roleOf(caller.kind()) + " " + caller.name() + " may not do this.",
                    "Ask " + (action.least() == Caller.Kind.ADMINISTRATOR ? "an administrator." : "a wrangler."));
        }
        if (action == Action.CHANGE_JOB && caller.kind() == Caller.Kind.ARTIST) {
            ownsOrRefuse(caller, object);
        }
    }

    /** What is not there is not refused here: its route says that it is not there. */
    private void ownsOrRefuse(Caller caller, String object) {
        int dot = object.indexOf('.');
        String job = dot < 0 ? object : object.substring(0, dot);
        Optional<String> owner = owners.get().ownerOf(job);
        if (owner.filter(name -> !name.equals(caller.name())).isPresent()) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "Job " + job + " was submitted by " + owner.get() + ".",
                    "Ask " + owner.get() + " or a wrangler.");
        }
    }

    @Override
    public String newLoginCode(Caller caller) {
        authorize(caller, Action.CHANGE_SELF, "");
        if (!mayAll(caller)) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "A session may do all that its user may, which this token may not.",
                    "Log in by name and password, or with a token without a scope.");
        }
        return codes.make(new Sessions.Holder(caller.name(), caller.token()));
    }

    @Override
    public Optional<String> openSession(String codeOrToken) {
        Optional<Sessions.Holder> holder = codes.spend(codeOrToken);
        if (holder.isEmpty()) {
            holder = callerOfSecret(Secrets.digest(codeOrToken))
                    .filter(FarmAccess::mayAll)
                    .map(caller -> new Sessions.Holder(caller.name(), caller.token()));
        }
        Optional<String> session =
                holder.filter(one -> callerOf(one).isPresent()).map(sessions::open);
        if (session.isEmpty()) {
            // After the look-up: who guesses 256 bits in vain must not lock out who has them.
            throttle.check(CODES);
            throttle.wrong(CODES);
        }
        return session;
    }

    private static boolean mayAll(Caller caller) {
        return caller.scope().containsAll(EnumSet.allOf(Action.class));
    }

    @Override
    public CompletionStage<Optional<String>> logIn(String name, String password) {
        Optional<FarmAccounts> known = accounts.get();
        if (known.isEmpty()) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.UNAVAILABLE,
                    "This node has no accounts.",
                    "Log in at the server, or with this node's token."));
        }
        if (!UserCheck.mayBeALogin(name, password)) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.INVALID,
                    "No name or password is that long.",
                    "Give a name of up to 64 characters and a password of up to 256."));
        }
        String key = "user " + AccountBook.folded(name);
        try {
            throttle.check(key);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return known.get().check(name, password, () -> throttle.check(key)).thenApply(user -> {
            if (user.isEmpty()) {
                throttle.wrong(key);
                return Optional.empty();
            }
            throttle.right(key);
            known.get().loggedIn(user.get().name());
            return user.map(row -> sessions.open(new Sessions.Holder(row.name(), "")));
        });
    }

    @Override
    public void closeSession(String token) {
        sessions.close(token);
    }

    @Override
    public void closeSessionsOf(String user, String exceptToken) {
        sessions.closeAll(user, exceptToken);
    }

    /** A session is good for as long as the token is that opened it. */
    private Optional<Caller> callerOf(Sessions.Holder holder) {
        if (holder.user().equals(OPERATOR)) {
            return Optional.of(OPERATING);
        }
        return accounts.get()
                .filter(known -> holder.token().isEmpty() || known.isGoodToken(holder.token()))
                .flatMap(known -> known.callerOfUser(holder.user()))
                .map(caller -> caller.by(holder.token()));
    }
}
