package org.tablao.pluginapi.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One field of a {@link Schema}. Made by {@link #of(String, FieldType)} and the methods that follow it; immutable, each
 * method answers a new field.
 */
@ProviderType
public final class Field {
    private final String name;
    private final FieldType type;
    private final String label;
    private final String description;
    private final String unit;
    private final boolean required;
    private final Object fallback;
    private final List<String> choices;
    private final Double minimum;
    private final Double maximum;

    private Field(
            String name,
            FieldType type,
            String label,
            String description,
            String unit,
            boolean required,
            Object fallback,
            List<String> choices,
            Double minimum,
            Double maximum) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.label = label;
        this.description = description;
        this.unit = unit;
        this.required = required;
        this.fallback = fallback;
        this.choices = List.copyOf(choices);
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** A required field; its label is its name until {@link #label(String)} says otherwise. */
    public static Field of(String name, FieldType type) {
        return new Field(name, type, name, "", "", true, null, List.of(), null, null);
    }

    /** What a form shows beside the field. */
    public Field label(String text) {
        return new Field(name, type, text, description, unit, required, fallback, choices, minimum, maximum);
    }

    /** One sentence of help. */
    public Field describe(String text) {
        return new Field(name, type, label, text, unit, required, fallback, choices, minimum, maximum);
    }

    /** The unit of a number, as a form shows it: {@code frames}, {@code s}, {@code MB}. */
    public Field unit(String text) {
        return new Field(name, type, label, description, text, required, fallback, choices, minimum, maximum);
    }

    /** May be left out; nothing takes its place. */
    public Field optional() {
        return new Field(name, type, label, description, unit, false, fallback, choices, minimum, maximum);
    }

    /** May be left out; {@code value} takes its place. Of the Java type that {@link FieldType} stands for. */
    public Field orElse(Object value) {
        return new Field(name, type, label, description, unit, false, value, choices, minimum, maximum);
    }

    /** The only values allowed, for {@link FieldType#TEXT}. */
    public Field oneOf(String... values) {
        return new Field(name, type, label, description, unit, required, fallback, List.of(values), minimum, maximum);
    }

    /** The smallest and largest value allowed, both included, for numbers. */
    public Field between(double least, double most) {
        return new Field(name, type, label, description, unit, required, fallback, choices, least, most);
    }

    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    public String unit() {
        return unit;
    }

    public boolean required() {
        return required;
    }

    /** The value that takes the place of one left out. */
    public Optional<Object> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** The only values allowed; empty where all are. */
    public List<String> choices() {
        return choices;
    }

    public Optional<Double> minimum() {
        return Optional.ofNullable(minimum);
    }

    public Optional<Double> maximum() {
        return Optional.ofNullable(maximum);
    }
}
