package org.tablao.pluginapi.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Values that passed a {@link Schema}'s check: what is declared required, or has a fallback, is there. */
@ProviderType
public final class Values {
    private final Map<String, Object> values;

    Values(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public String text(String name) {
        return (String) value(name);
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    public long integer(String name) {
        return ((Number) value(name)).longValue();
    }

    public double number(String name) {
        return ((Number) value(name)).doubleValue();
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    public FrameRange frames(String name) {
        return FrameRange.parse(text(name));
    }

    public List<String> texts(String name) {
        return ((List<?>) value(name)).stream().map(String.class::cast).toList();
    }

    /** Objects of JSON: fields by name, each of JSON's Java types. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objects(String name) {
        return ((List<?>) value(name))
                .stream().map(object -> (Map<String, Object>) object).toList();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** All values by name; JSON's Java types. */
    public Map<String, Object> asMap() {
        return values;
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("no value for " + name + ", which its schema does not promise");
        }
        return value;
    }
}
