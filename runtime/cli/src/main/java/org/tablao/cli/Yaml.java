package org.tablao.cli;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes what JSON can hold as YAML. Texts that YAML could take for something else stand in quotes. */
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./ @()+-]*[A-Za-z0-9_./)]|[A-Za-z_/]");
    private static final Pattern WORD_WITH_MEANING =
            Pattern.compile("true|false|yes|no|on|off|y|n|null", Pattern.CASE_INSENSITIVE);

    private Yaml() {}

    static String write(Object value) {
        StringBuilder text = new StringBuilder();
        if (isBlock(value)) {
            block(text, value, 0);
        } else {
            text.append(inline(value)).append('\n');
        }
        return text.toString();
    }

    private static void block(StringBuilder text, Object value, int depth) {
        String indent = "  ".repeat(depth);
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> {
                text.append(indent).append(scalar(String.valueOf(name))).append(':');
                nested(text, field, depth + 1);
            });
        } else if (value instanceof List<?> items) {
            for (Object item : items) {
                text.append(indent).append('-');
                nestedInList(text, item, depth + 1);
            }
        }
    }

    private static void nested(StringBuilder text, Object value, int depth) {
        if (isBlock(value)) {
            text.append('\n');
            block(text, value, depth);
        } else {
            text.append(' ').append(inline(value)).append('\n');
        }
    }

    /** The first line of a nested block stands behind its dash. */
    private static void nestedInList(StringBuilder text, Object value, int depth) {
        if (isBlock(value)) {
            StringBuilder inner = new StringBuilder();
            block(inner, value, depth);
            text.append(' ').append(inner.toString().stripLeading());
        } else {
            text.append(' ').append(inline(value)).append('\n');
        }
    }

    private static boolean isBlock(Object value) {
        return value instanceof Map<?, ?> fields
                ? !fields.isEmpty()
                : value instanceof List<?> items && !items.isEmpty();
    }

    private static String inline(Object value) {
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        return value instanceof String text ? scalar(text) : String.valueOf(value);
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !text.contains("  ")
                && !WORD_WITH_MEANING.matcher(text).matches();
        return plain ? text : Json.write(text);
    }
}
