package org.tablao.link;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** The query of a call. The container's own parameters would read the headers of a form as well, at each of the hottest calls. */
record Query(String text) {

    /** What the first parameter of this name says. */
    Optional<String> first(String name) {
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf('&', at);
            int end = next < 0 ? text.length() : next;
            if (text.startsWith(name, at)) {
                int after = at + name.length();
                if (after == end) {
                    return Optional.of("");
                } else if (text.charAt(after) == '=') {
                    return Optional.of(decoded(text.substring(after + 1, end)));
                }
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    private static String decoded(String value) {
        if (value.indexOf('%') < 0 && value.indexOf('+') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.INVALID, "The query is malformed: " + e.getMessage() + ".", "");
        }
    }
}
