package org.tablao.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;

/** The administrator by a token in the home, or by a session opened with it or with a login code; all others are anonymous. */
@Component
public final class TokenAccess implements Access {
    private static final Caller ADMINISTRATOR = new Caller("administrator", Caller.Kind.ADMINISTRATOR);
    private static final String HOW_TO_LOG_IN =
            "Send the token of data/admin.token as a bearer token, or log in: tablao login-link makes a link.";

    private final String adminDigest;
    private final Sessions sessions;
    private final LoginCodes codes;
    private final WrongLogins wrongLogins;

    @Activate
    public TokenAccess(@Reference NodeInfo node) throws IOException {
        this(new TokenFile(node.data().resolve("admin.token")).readOrMake(), Ticker.system());
    }

    TokenAccess(String adminToken, Ticker ticker) {
        this.adminDigest = Secrets.digest(adminToken);
        this.sessions = new Sessions(ticker);
        this.codes = new LoginCodes(ticker);
        this.wrongLogins = new WrongLogins(ticker);
    }

    @Override
    public Optional<Caller> callerOfToken(String token) {
        return isAdministrators(token) || sessions.use(token) ? Optional.of(ADMINISTRATOR) : Optional.empty();
    }

    @Override
    public void authorize(Caller caller, Action action, String object) {
        if (mayDo(caller, action)) {
            return;
        }
        switch (caller.kind()) {
            case ANONYMOUS -> throw new RefusedException(Refusal.UNAUTHENTICATED, "This needs a login.", HOW_TO_LOG_IN);
            case ADMINISTRATOR -> throw new RefusedException(
                    Refusal.FORBIDDEN, caller.name() + " may not do this.", "Ask an administrator.");
        }
    }

    private static boolean mayDo(Caller caller, Action action) {
        return switch (caller.kind()) {
            case ADMINISTRATOR -> true;
            case ANONYMOUS -> switch (action) {
                case READ_HEALTH, LOG_IN -> true;
                case READ, SUBMIT_JOB, CHANGE_JOB, ADMINISTER -> false;
            };
        };
    }

    @Override
    public String newLoginCode(Caller caller) {
        authorize(caller, Action.ADMINISTER, "");
        return codes.make();
    }

    @Override
    public Optional<String> openSession(String codeOrToken) {
        Duration pause = wrongLogins.pause();
        if (!pause.isZero()) {
            throw new RefusedException(
                    Refusal.UNAVAILABLE,
                    "There were too many wrong logins in a row.",
                    "Try again in " + (pause.toSeconds() + 1) + " seconds.");
        }
        if (codes.spend(codeOrToken) || isAdministrators(codeOrToken)) {
            wrongLogins.right();
            return Optional.of(sessions.open());
        }
        wrongLogins.wrong();
        return Optional.empty();
    }

    @Override
    public void closeSession(String token) {
        sessions.close(token);
    }

    private boolean isAdministrators(String token) {
        return Secrets.same(adminDigest, Secrets.digest(token));
    }
}
