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
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.AuditRow;

/**
 * Tells the audit what was asked for and refused. What was done stands there already, in the commit of the change itself. A caller
 * who showed nothing is told of only where a login was looked at: anyone could fill the disk.
 */
@PreMatching
final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String ADDRESS = "org.tablao.rest.address";
    /** The request's property that says what of an answered request was refused. */
    static final String REFUSED_PARTLY = "org.tablao.rest.refusedPartly";

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

    /** Where a request comes from. */
    static String addressOf(ContainerRequestContext request) {
        return Optional.ofNullable(request.getProperty(ADDRESS))
                .map(Object::toString)
                .orElse("");
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (SAFE_METHODS.contains(request.getMethod())) {
            return;
        }
        Caller caller = Optional.ofNullable(GateFeature.callerOf(request))
                .orElseGet(() -> Caller.ANONYMOUS.from(addressOf(request)));
        Object partly = request.getProperty(REFUSED_PARTLY);
        if (response.getStatus() < 300) {
            if (partly != null) {
                audit.tell(entry(request, caller, "refused", partly.toString()));
            }
            return;
        }
        Object name = request.getProperty(SessionResource.LOGS_IN);
        boolean login = name != null || response.getStatus() == 401 || response.getStatus() == 429;
        boolean looked = pathOf(request).equals("/session") && login;
        if (caller.kind() != Caller.Kind.ANONYMOUS || looked) {
            audit.tell(entry(request, caller, outcome(response), name == null ? "" : "as " + name));
        }
    }

    /** An entry of a request, for what stands in no commit. */
    static AuditRow entry(ContainerRequestContext request, Caller caller, String outcome, String detail) {
        String path = pathOf(request);
        return new AuditRow(
                "",
                0,
                caller.name(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                request.getMethod() + " " + firstOf(path),
                path,
                outcome,
                detail,
                caller.address());
    }

    private static String pathOf(ContainerRequestContext request) {
        return "/" + request.getUriInfo().getPath().replaceAll("^/+|/+$", "");
    }

    private static String firstOf(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private static String outcome(ContainerResponseContext response) {
        return response.getEntity() instanceof ProblemView problem
                ? problem.type().replaceAll(".*:", "")
                : String.valueOf(response.getStatus());
    }
}
