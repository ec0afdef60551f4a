package org.tablao.configuration;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What a component's metatype says about its configuration. */
final class Definition {

    private final Map<String, AttributeDefinition> attributes;

    Definition(ObjectClassDefinition definition) {
        AttributeDefinition[] all = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        this.attributes = Arrays.stream(all == null ? new AttributeDefinition[0] : all)
                .collect(Collectors.toMap(
                        AttributeDefinition::getID, attribute -> attribute, (one, other) -> one, LinkedHashMap::new));
    }

    /**
     * The value in its attribute's type.
     *
     * @throws IllegalArgumentException whose message follows the key in a sentence
     */
    Object convert(String key, String text) {
        AttributeDefinition attribute = attributes.get(key);
        if (attribute == null) {
            throw new IllegalArgumentException("is not known; known are " + String.join(", ", attributes.keySet()));
        }
        int cardinality = attribute.getCardinality();
        if (cardinality == 0) {
            return one(attribute, text);
        }
        Object[] elements = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .map(element -> one(attribute, element))
                .toArray();
        if (cardinality < 0) {
            return Arrays.asList(elements);
        }
        Object typed = Array.newInstance(type(attribute), elements.length);
        for (int i = 0; i < elements.length; i++) {
            Array.set(typed, i, elements[i]);
        }
        return typed;
    }

    private static Object one(AttributeDefinition attribute, String text) {
        Object value;
        try {
            value = parse(attribute, text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is '" + text + "', which is no " + kind(attribute), e);
        }
        // Null where the attribute has nothing to check; messages of Felix are keys that begin with '%'.
        String complaint = Objects.requireNonNullElse(attribute.validate(text), "");
        if (!complaint.isEmpty()) {
            throw new IllegalArgumentException("is '" + text + "': " + complaint.replaceFirst("^%", ""));
        }
        return value;
    }

    private static Object parse(AttributeDefinition attribute, String text) {
        return switch (attribute.getType()) {
            case AttributeDefinition.INTEGER -> Integer.valueOf(text);
            case AttributeDefinition.LONG -> Long.valueOf(text);
            case AttributeDefinition.SHORT -> Short.valueOf(text);
            case AttributeDefinition.BYTE -> Byte.valueOf(text);
            case AttributeDefinition.DOUBLE -> Double.valueOf(text);
            case AttributeDefinition.FLOAT -> Float.valueOf(text);
            case AttributeDefinition.BOOLEAN -> truth(text);
            default -> text;
        };
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("is '" + text + "', which is neither true nor false");
        };
    }

    private static String kind(AttributeDefinition attribute) {
        return switch (attribute.getType()) {
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> "number";
            default -> "whole number in range";
        };
    }

    private static Class<?> type(AttributeDefinition attribute) {
        return switch (attribute.getType()) {
            case AttributeDefinition.INTEGER -> Integer.class;
            case AttributeDefinition.LONG -> Long.class;
            case AttributeDefinition.SHORT -> Short.class;
            case AttributeDefinition.BYTE -> Byte.class;
            case AttributeDefinition.DOUBLE -> Double.class;
            case AttributeDefinition.FLOAT -> Float.class;
            case AttributeDefinition.BOOLEAN -> Boolean.class;
            default -> String.class;
        };
    }
}
