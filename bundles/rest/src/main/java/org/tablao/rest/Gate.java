package org.tablao.rest;

import java.net.URI;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Every route's first question: who calls, from where, and is it allowed. */
public final class Gate {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final Access access;
    private final String cookieName;

    Gate(Access access, String cookieName) {
        this.access = access;
        this.cookieName = cookieName;
    }

    /**
     * The caller, who may do this.
     *
     * @param header answers an empty text for a header that is not there
     * @param object the id of what is acted on, or empty
     */
    Caller admit(String method, UnaryOperator<String> header, Action action, String object) {
        Caller caller = caller(method, header);
        authorize(caller, action, object);
        return caller;
    }

    void authorize(Caller caller, Action action, String object) {
        access.authorize(caller, action, object);
    }

    /** Who calls, whatever it may do. */
    Caller caller(String method, UnaryOperator<String> header) {
        Credentials credentials = credentials(header);
        if (credentials.byCookie() && !SAFE_METHODS.contains(method) && !isOfOurPages(header)) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "A session's cookie is good for changes only from the farm's own pages.",
                    "Send the token as a bearer token instead.");
        }
        return credentials.token().isEmpty()
                ? Caller.ANONYMOUS
                : access.callerOfToken(credentials.token()).orElse(Caller.ANONYMOUS);
    }

    Credentials credentials(UnaryOperator<String> header) {
        return Credentials.of(header, cookieName);
    }

    String cookieName() {
        return cookieName;
    }

    /**
     * A foreign page cannot set any of these headers: the browser writes Sec-Fetch-Site and Origin itself, and asks before it
     * lets a page set X-Forwarded-Host, by which the dashboard's proxy tells the host that the browser asked.
     */
    private static boolean isOfOurPages(UnaryOperator<String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (!site.isEmpty()) {
            return site.equals("same-origin");
        }
        String origin = header.apply("Origin");
        String forwarded = header.apply("X-Forwarded-Host");
        String host = forwarded.isEmpty() ? header.apply("Host") : forwarded;
        return !host.isEmpty() && authority(origin).equalsIgnoreCase(host);
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
