package org.tablao.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;

/** Puts the gate before each route. A route of ours that does not say what it requires stops the API from starting. */
final class GateFeature implements DynamicFeature {
    private static final String CALLER = "org.tablao.rest.caller";

    private final Gate gate;

    GateFeature(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        Requires requires = route.getResourceMethod().getAnnotation(Requires.class);
        if (requires != null) {
            context.register(new GateFilter(gate, requires.value()));
        } else if (route.getResourceClass().getName().startsWith("org.tablao.")) {
            throw new IllegalStateException(route.getResourceMethod() + " does not say what it requires");
        } else {
            // Jersey adds routes of its own, for OPTIONS.
            context.register(new GateFilter(gate, Action.ADMINISTER));
        }
    }

    /** Who was let in. */
    static Caller callerOf(ContainerRequestContext request) {
        return (Caller) request.getProperty(CALLER);
    }

    /** A request's headers, absent ones as empty texts. */
    static UnaryOperator<String> headersOf(ContainerRequestContext request) {
        return name -> {
            String value = request.getHeaderString(name);
            return value == null ? "" : value;
        };
    }

    @Priority(Priorities.AUTHENTICATION)
    private record GateFilter(Gate gate, Action action) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            List<String> ids = request.getUriInfo().getPathParameters().getOrDefault("id", List.of(""));
            Caller caller = gate.caller(request.getMethod(), headersOf(request)).from(AuditFilter.addressOf(request));
            // Before it is asked whether it may: what was refused is noted too.
            request.setProperty(CALLER, caller);
            gate.authorize(caller, action, ids.get(0));
        }
    }
}
