package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.AuditRow;

/**
 * Notes every change that was asked for through the API, with what came of it, and every login. What the accounts and nodes change
 * stands in their own commit and is not noted twice. A caller who showed nothing is noted only where a login was looked at, which is slow:
 * anyone could fill the disk.
 */
@PreMatching
final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String ADDRESS = "org.tablao.rest.address";
    /** The request's property that holds what the path does not say. */
    static final String DETAIL = "org.tablao.rest.detail";

    private static final int LONGEST_DETAIL = 2048;
    private static final int LONGEST_OBJECT = 1024;

    private final AuditTrail audit;
    private final Provider<HttpServletRequest> servlet;

    @Inject
    AuditFilter(AuditTrail audit, Provider<HttpServletRequest> servlet) {
        this.audit = audit;
        this.servlet = servlet;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String address = servlet.get().getRemoteAddr();
        request.setProperty(ADDRESS, address == null ? "" : address);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (SAFE_METHODS.contains(request.getMethod())) {
            return;
        }
        String path = "/" + request.getUriInfo().getPath().replaceAll("^/+|/+$", "");
        int status = response.getStatus();
        boolean login =
                request.getMethod().equals("POST") && path.equals("/session") && (status == 200 || status == 401);
        boolean done = response.getStatus() < 300;
        Caller caller = Optional.ofNullable(GateFeature.callerOf(request)).orElse(Caller.ANONYMOUS);
        boolean byAccounts = path.matches("/(setup|users|tokens|nodes|session/password)(/.*)?");
        boolean anonymous = caller.kind() == Caller.Kind.ANONYMOUS;
        if ((done && byAccounts) || (anonymous && !login)) {
            return;
        }
        note(request, response, path, caller);
    }

    private void note(ContainerRequestContext request, ContainerResponseContext response, String path, Caller caller) {
        String made = response.getHeaderString("Location");
        String whole = made == null ? path : "/" + made.replaceAll("^.*/api/v1/|^/+", "");
        String object = whole.length() <= LONGEST_OBJECT ? whole : whole.substring(0, LONGEST_OBJECT);
        Object name = request.getProperty(SessionResource.LOGS_IN);
        boolean opened = response.getStatus() < 300 && name != null;
        String detail = Optional.ofNullable(request.getProperty(DETAIL))
                .map(Object::toString)
                .orElse(!opened && name != null ? "as " + name : "");
        AuditRow row = new AuditRow(
                "",
                0,
                opened ? name.toString() : caller.name(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                request.getMethod() + " " + firstOf(path),
                object,
                outcome(response),
                detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…",
                String.valueOf(request.getProperty(ADDRESS)));
        audit.note(row).exceptionally(problem -> {
            LOG.error("an entry of the audit is lost: {} {} by {}", row.action(), row.object(), row.who(), problem);
            return null;
        });
    }

    private static String firstOf(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private static String outcome(ContainerResponseContext response) {
        if (response.getStatus() < 300) {
            return "done";
        }
        return response.getEntity() instanceof ProblemView problem
                ? problem.type().replaceAll(".*:", "")
                : String.valueOf(response.getStatus());
    }
}
