package org.tablao.pluginapi.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether one value fits its field, and its normal Java type. */
final class ValueCheck {
    private ValueCheck() {}

    static Optional<Problem> check(Field field, Object value) {
        boolean typed =
                switch (field.type()) {
                    case TEXT, FRAMES, INPUT_FILE, OUTPUT_PATH -> value instanceof String;
                    case INTEGER -> value instanceof Number number
                            && number.doubleValue() == Math.rint(number.doubleValue());
                    case NUMBER -> value instanceof Number number && Double.isFinite(number.doubleValue());
                    case BOOLEAN -> value instanceof Boolean;
                    case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
                    case OBJECTS -> value instanceof List<?> list
                            && list.stream().allMatch(ValueCheck::isObject);
                };
        if (!typed) {
            return problem(field, "is not " + kind(field));
        }
        return switch (field.type()) {
            case TEXT -> field.choices().isEmpty() || field.choices().contains(value)
                    ? Optional.empty()
                    : problem(field, "is '" + value + "', which is not a choice");
            case INTEGER, NUMBER -> bounds(field, ((Number) value).doubleValue());
            case FRAMES -> frames(field, (String) value);
            case INPUT_FILE, OUTPUT_PATH -> ((String) value).isBlank() ? problem(field, "is empty") : Optional.empty();
            case BOOLEAN, TEXTS, OBJECTS -> Optional.empty();
        };
    }

    static Object normal(Field field, Object value) {
        return switch (field.type()) {
            case INTEGER -> ((Number) value).longValue();
            case NUMBER -> ((Number) value).doubleValue();
            case TEXTS, OBJECTS -> List.copyOf((List<?>) value);
            case TEXT, BOOLEAN, FRAMES, INPUT_FILE, OUTPUT_PATH -> value;
        };
    }

    static String wanted(Field field) {
        if (!field.choices().isEmpty()) {
            return "one of: " + String.join(", ", field.choices());
        }
        String bounds = field.minimum().isPresent()
                ? " from " + plain(field.minimum().get()) + " to "
                        + plain(field.maximum().orElse(Double.MAX_VALUE))
                : "";
        return kind(field) + bounds;
    }

    private static boolean isObject(Object value) {
        return value instanceof Map<?, ?> object && object.keySet().stream().allMatch(String.class::isInstance);
    }

    private static Optional<Problem> frames(Field field, String text) {
        try {
            FrameRange.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return problem(field, e.getMessage());
        }
    }

    private static Optional<Problem> bounds(Field field, double value) {
        boolean low = field.minimum().filter(least -> value < least).isPresent();
        boolean high = field.maximum().filter(most -> value > most).isPresent();
        return low || high ? problem(field, "is " + plain(value)) : Optional.empty();
    }

    private static Optional<Problem> problem(Field field, String reason) {
        return Optional.of(new Problem(field.name(), reason, "Give " + wanted(field)));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case FRAMES -> "a range of frames such as 1-100, 1-100x2 or 1,4,10-20";
            case INPUT_FILE -> "the absolute path of a file";
            case OUTPUT_PATH -> "an absolute path";
            case TEXTS -> "a list of texts";
            case OBJECTS -> "a list of objects";
        };
    }
}
