package org.tablao.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Takes the fields out of a body one by one and gathers what is wrong, to tell it all at once. */
final class BodyFields {
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final ObjectNode body;
    private final String prefix;
    private final List<Problem> problems;
    private final Set<String> known = new HashSet<>();
    private final List<BodyFields> inner = new ArrayList<>();

    BodyFields(byte[] body) {
        this(Json.object(body), "", new ArrayList<>());
    }

    private BodyFields(ObjectNode body, String prefix, List<Problem> problems) {
        this.body = body;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** The fields of an object in here; none where it is left out. Is checked with this. */
    BodyFields object(String name) {
        JsonNode node = take(name);
        if (!node.isMissingNode() && !node.isObject()) {
            wrong(name, "must be an object, not " + kind(node), "Give {…}, or leave " + name + " out.");
        }
        ObjectNode object = node instanceof ObjectNode given ? given : Json.MAPPER.createObjectNode();
        BodyFields fields = new BodyFields(object, prefix + name + ".", problems);
        inner.add(fields);
        return fields;
    }

    boolean has(String name) {
        return body.has(name);
    }

    /** Texts in their order; none where the field is left out. */
    List<String> texts(String name) {
        JsonNode node = take(name);
        List<String> texts = new ArrayList<>();
        if (!node.isMissingNode() && !node.isArray()) {
            wrong(name, "must be a list, not " + kind(node), "Give [\"…\"], or leave " + name + " out.");
            return texts;
        }
        for (JsonNode item : node) {
            if (!item.isTextual()) {
                wrong(name + "[" + texts.size() + "]", "must be a text, not " + kind(item), "Give a text in quotes.");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** A whole number of any size; where it is bounded, who takes it says so. */
    long count(String name, long leftOut) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return leftOut;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            String given = node.isNumber() ? node.asText() : kind(node);
            wrong(name, "must be a whole number, not " + given, "Give a whole number.");
        }
        return node.asLong(leftOut);
    }

    /** A number, fractions allowed. */
    double number(String name, double leftOut) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return leftOut;
        }
        if (!node.isNumber()) {
            wrong(name, "must be a number, not " + kind(node), "Give a number.");
        }
        return node.asDouble(leftOut);
    }

    /** Whole numbers by name; none where the field is left out. */
    Map<String, Long> counts(String name) {
        BodyFields fields = object(name);
        Map<String, Long> counts = new TreeMap<>();
        fields.body.fieldNames().forEachRemaining(key -> counts.put(key, fields.count(key, 0)));
        return counts;
    }

    /** A text, empty where the field is left out. */
    String text(String name) {
        JsonNode node = take(name);
        if (node.isMissingNode() || node.isTextual()) {
            return node.asText();
        }
        wrong(name, "must be a text, not " + kind(node), "Give a text in quotes, or leave " + name + " out.");
        return "";
    }

    /** {@code true} or {@code false} as a text, empty where the field is left out. */
    String flag(String name) {
        JsonNode node = take(name);
        if (node.isMissingNode() || node.isBoolean()) {
            return node.asText();
        }
        wrong(name, "must be true or false, not " + kind(node), "Give true or false, or leave " + name + " out.");
        return "";
    }

    String requiredText(String name, String wayOut) {
        if (!body.has(name)) {
            known.add(name);
            wrong(name, "is missing", wayOut);
            return "";
        }
        String text = text(name);
        if (body.get(name).isTextual() && text.isBlank()) {
            wrong(name, "is empty", wayOut);
        }
        return text;
    }

    int wholeNumber(String name, int least, int most, int leftOut) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return leftOut;
        }
        String wayOut = "Give a whole number from " + least + " to " + most + ".";
        if (!node.isIntegralNumber()) {
            wrong(name, "must be a whole number, not " + (node.isNumber() ? node.asText() : kind(node)), wayOut);
        } else if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            wrong(name, "is out of bounds: " + node.asText(), wayOut);
        }
        return node.asInt(leftOut);
    }

    Map<String, Object> values(String name) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return Map.of();
        }
        if (!node.isObject()) {
            wrong(name, "must be an object, not " + kind(node), "Give {\"setting\": value, …}.");
            return Map.of();
        }
        node.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                wrong(field.getKey(), "is null", "Leave it out instead.");
            }
        });
        return Json.MAPPER.convertValue(node, VALUES);
    }

    void wrong(String field, String reason, String wayOut) {
        problems.add(new Problem(prefix + field, reason, wayOut));
    }

    /** Refuses what was found wrong, and every field that nobody asked for. */
    void check(String what) {
        refuseUnknown();
        inner.forEach(BodyFields::refuseUnknown);
        refuse(what);
    }

    private void refuseUnknown() {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        name,
                        "is not known here",
                        "Known are " + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        });
    }

    private void refuse(String what) {
        if (problems.isEmpty()) {
            return;
        }
        Problem first = problems.get(0);
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        throw new RefusedException(
                Refusal.INVALID,
                what + " was refused: " + first.field() + " " + first.reason() + more + ".",
                first.wayOut(),
                problems);
    }

    private JsonNode take(String name) {
        known.add(name);
        return body.path(name);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case BINARY -> "bytes";
            case MISSING -> "nothing";
        };
    }
}
