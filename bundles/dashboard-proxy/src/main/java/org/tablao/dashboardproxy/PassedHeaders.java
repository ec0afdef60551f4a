package org.tablao.dashboardproxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers pass: all but those of one connection, and those by which someone could pretend to be us. */
final class PassedHeaders {
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Set<String> MADE_ANEW =
            Set.of("host", "origin", "referer", "content-length", "expect", "forwarded", "date", "server");

    private final URI server;

    PassedHeaders(URI server) {
        this.server = server;
    }

    /** To the server, whose own origin takes the place of ours: the request was checked against ours before. */
    void copy(HttpServletRequest from, HttpRequest.Builder to) {
        Set<String> named = named(Collections.list(from.getHeaders("Connection")));
        for (String name : Collections.list(from.getHeaderNames())) {
            if (passes(name, named) && !name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-")) {
                Collections.list(from.getHeaders(name)).forEach(value -> to.header(name, value));
            }
        }
        if (from.getHeader("Origin") != null) {
            to.header("Origin", server.getScheme() + "://" + server.getAuthority());
        }
    }

    /** To the browser. An address at the server becomes one here. */
    void copy(HttpHeaders from, HttpServletResponse to) {
        Set<String> named = named(from.allValues("connection"));
        from.map().forEach((name, values) -> {
            if (!name.startsWith(":") && passes(name, named)) {
                values.forEach(value -> to.addHeader(name, name.equalsIgnoreCase("location") ? here(value) : value));
            }
        });
        from.firstValueAsLong("content-length").ifPresent(to::setContentLengthLong);
    }

    private static boolean passes(String header, Set<String> named) {
        String name = header.toLowerCase(Locale.ROOT);
        return !OF_ONE_CONNECTION.contains(name) && !MADE_ANEW.contains(name) && !named.contains(name);
    }

    private static Set<String> named(List<String> connection) {
        Set<String> names = new HashSet<>();
        for (String value : connection) {
            for (String name : value.toLowerCase(Locale.ROOT).split(",")) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private String here(String location) {
        String prefix = server.getScheme() + "://" + server.getAuthority() + "/";
        return location.startsWith(prefix) ? location.substring(prefix.length() - 1) : location;
    }
}
