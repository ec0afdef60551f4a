package org.tablao.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.RefusedException;

/**
 * Lets into the web console whoever holds the administrator's token: as a bearer token, or as the password that a browser
 * asks for, whatever the name. The console does not answer before this is here, so its own default password never counts.
 */
@Component(property = SecurityProvider.PROPERTY_ID + "=tablao")
public final class TokenSecurityProvider implements SecurityProvider {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Access access;

    @Activate
    public TokenSecurityProvider(@Reference Access access) {
        this.access = access;
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        if (!READING.contains(request.getMethod()) && !isFromConsole(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return null;
        }
        Optional<Caller> caller = token(request).flatMap(access::callerOfToken).filter(this::mayAdminister);
        if (caller.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Tablao: the administrator's token is the password\"");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return null;
        }
        return caller.get().name();
    }

    @Override
    public boolean authorize(Object user, String role) {
        return true;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        // A browser forgets a password when it is told that it is wrong.
        response.setHeader("WWW-Authenticate", "Basic realm=\"Tablao: signed out\"");
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }

    private boolean mayAdminister(Caller caller) {
        try {
            access.authorize(caller, Action.ADMINISTER, "");
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** A browser sends the password by itself, also when another site's page asks it to: then it names that site. */
    private static boolean isFromConsole(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return URI.create(origin).getAuthority() != null
                    && URI.create(origin).getAuthority().equals(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> token(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (header.startsWith("Bearer ")) {
            return Optional.of(header.substring("Bearer ".length()).strip());
        }
        if (!header.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            return Optional.of(credentials.substring(credentials.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
