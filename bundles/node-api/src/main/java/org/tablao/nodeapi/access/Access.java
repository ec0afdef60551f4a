package org.tablao.nodeapi.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The one door of all public routes and of the console. Any thread. */
@ProviderType
public interface Access {
    /** The caller behind a bearer token: the operator's, a token of the API, or a session's; empty where it is not good. */
    Optional<Caller> callerOfToken(String token);

    /**
     * @param object the id of what is acted on, or empty
     * @throws org.tablao.nodeapi.node.RefusedException UNAUTHENTICATED for an anonymous caller, FORBIDDEN else
     */
    void authorize(Caller caller, Action action, String object);

    /** Makes a code that opens a session of the caller's once, within ten minutes. */
    String newLoginCode(Caller caller);

    /** Opens a session for a login code or an administrator's token; answers its token. Empty where it is not good. */
    Optional<String> openSession(String codeOrToken);

    void closeSession(String token);

    /** Ends all sessions of a user but that of a token: the password changed. */
    void closeSessionsOf(String user, String exceptToken);

    /**
     * Opens a session for a user's name and password; answers its token. Completes with none where they do not fit, with
     * TOO_MANY while wrong ones make a pause.
     */
    CompletionStage<Optional<String>> logIn(String name, String password);
}
