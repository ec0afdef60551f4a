package org.tablao.rest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Values out of the texts of a URL; INVALID with the parameter's name where they are not good. */
final class QueryText {
    static final int USUAL_LIMIT = 100;
    static final int MOST = 1000;

    private QueryText() {}

    static int limit(String text) {
        return wholeNumber("limit", text, 1, MOST, USUAL_LIMIT);
    }

    /** How many items a cursor of frames passes over. */
    static int offset(String cursor) {
        return wholeNumber("cursor", cursor, 0, Integer.MAX_VALUE, 0);
    }

    static int wholeNumber(String name, String text, int least, int most, int leftOut) {
        return (int) wholeNumber(name, text, (long) least, most, leftOut);
    }

    static long wholeNumber(String name, String text, long least, long most, long leftOut) {
        if (text.isEmpty()) {
            return leftOut;
        }
        String wayOut = "Give a whole number from " + least + " to " + most + ".";
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
            throw refused(name, "is out of bounds: " + text, wayOut);
        } catch (NumberFormatException e) {
            throw refused(name, "is not a whole number: " + text, wayOut);
        }
    }

    static String oneOf(String name, String text, List<String> choices, String leftOut) {
        if (text.isEmpty()) {
            return leftOut;
        }
        if (!choices.contains(text)) {
            throw refused(name, "is not known: " + text, "Give one of " + String.join(", ", choices) + ".");
        }
        return text;
    }

    /** Several of the choices, by commas. */
    static Set<String> someOf(String name, String text, List<String> choices) {
        Set<String> some = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                some.add(oneOf(name, part.strip(), choices, ""));
            }
        }
        return some;
    }

    private static RefusedException refused(String name, String reason, String wayOut) {
        return new RefusedException(
                Refusal.INVALID,
                "Parameter " + name + " " + reason + ".",
                wayOut,
                List.of(new Problem(name, reason, wayOut)));
    }
}
