package org.tablao.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** What each answer tells the browser: believe the media type, keep nothing, run nothing — unless the route said otherwise. */
final class AnswerHeaders implements ContainerResponseFilter {
    static final Map<String, String> USUAL = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; sandbox",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        USUAL.forEach((name, value) -> {
            if (!response.getHeaders().containsKey(name)) {
                response.getHeaders().putSingle(name, value);
            }
        });
    }
}
