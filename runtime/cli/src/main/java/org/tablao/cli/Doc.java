package org.tablao.cli;

import java.util.List;
import java.util.Map;

/** A part of an answer; what is not there is an empty text, zero, an empty list. */
record Doc(Object value) {
    /** By path: {@code tasks.total}. */
    Doc at(String path) {
        Object at = value;
        for (String name : path.split("\\.")) {
            at = at instanceof Map<?, ?> fields && fields.containsKey(name) ? fields.get(name) : "";
        }
        return new Doc(at);
    }

    String text(String path) {
        Object there = at(path).value();
        return there instanceof Map || there instanceof List ? Json.write(there) : String.valueOf(there);
    }

    long whole(String path) {
        return at(path).value() instanceof Number number ? number.longValue() : 0;
    }

    double number(String path) {
        return at(path).value() instanceof Number number ? number.doubleValue() : 0;
    }

    boolean is(String path) {
        return Boolean.TRUE.equals(at(path).value());
    }

    List<Doc> items() {
        return value instanceof List<?> items ? items.stream().map(Doc::new).toList() : List.of();
    }

    /** A list of texts, with commas. */
    String texts(String path) {
        return String.join(
                ",", items(path).stream().map(Doc::value).map(String::valueOf).toList());
    }

    List<Doc> items(String path) {
        return at(path).items();
    }
}
