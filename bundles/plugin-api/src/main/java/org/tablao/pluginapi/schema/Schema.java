package org.tablao.pluginapi.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The fields that a job type's settings or a command's parameters may have, in the order a form shows them. */
@ProviderType
public final class Schema {
    private final List<Field> fields;

    private Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** @throws IllegalArgumentException when two fields have one name */
    public static Schema of(Field... fields) {
        long names = List.of(fields).stream().map(Field::name).distinct().count();
        if (names < fields.length) {
            throw new IllegalArgumentException("two fields of a schema have one name");
        }
        return new Schema(List.of(fields));
    }

    public List<Field> fields() {
        return fields;
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * Checks values against this schema and fills in what was left out.
     *
     * @param given what a user or a job type gave; JSON's Java types (String, Number, Boolean, List)
     * @throws InvalidValues naming every field at fault: unknown, missing, of another type, out of bounds. Whether a file
     *     exists is not looked at here.
     */
    public Values check(Map<String, ?> given) throws InvalidValues {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> accepted = new LinkedHashMap<>();
        for (String name : given.keySet()) {
            if (field(name).isEmpty()) {
                problems.add(new Problem(name, "is unknown", "Leave it out, or use one of: " + names()));
            }
        }
        for (Field field : fields) {
            Object value = given.get(field.name());
            if (value == null) {
                field.fallback().ifPresent(fallback -> accepted.put(field.name(), fallback));
                if (field.required()) {
                    problems.add(new Problem(field.name(), "is missing", "Give " + ValueCheck.wanted(field)));
                }
            } else {
                ValueCheck.check(field, value)
                        .ifPresentOrElse(
                                problems::add, () -> accepted.put(field.name(), ValueCheck.normal(field, value)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidValues(problems);
        }
        return new Values(accepted);
    }

    private String names() {
        return String.join(", ", fields.stream().map(Field::name).toList());
    }
}
