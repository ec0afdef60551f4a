package org.tablao.nodeapi.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The one door of all public routes and of the console. Any thread. */
@ProviderType
public interface Access {
    /** The caller behind a bearer token: the administrator's, or a session's; empty where the token is not good. */
    Optional<Caller> callerOfToken(String token);

    /**
     * @param object the id of what is acted on, or empty
     * @throws org.tablao.nodeapi.node.RefusedException UNAUTHENTICATED for an anonymous caller, FORBIDDEN else
     */
    void authorize(Caller caller, Action action, String object);

    /** Makes a code that opens a session once, within ten minutes. */
    String newLoginCode(Caller caller);

    /** Opens a session for a login code or an administrator's token; answers its token. Empty where it is not good. */
    Optional<String> openSession(String codeOrToken);

    void closeSession(String token);
}
