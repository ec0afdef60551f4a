package org.tablao.jobtypes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Problem;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** Checks what lies deep in the settings; each problem names its path. */
final class Paths {
    private Paths() {}

    static Values check(String path, Schema schema, Map<String, Object> given) throws InvalidValues {
        try {
            return schema.check(given);
        } catch (InvalidValues e) {
            List<Problem> problems = new ArrayList<>();
            for (Problem problem : e.problems()) {
                problems.add(new Problem(path + "." + problem.field(), problem.reason(), problem.wayOut()));
            }
            throw new InvalidValues(problems);
        }
    }

    /** A copy of an object of JSON. */
    static Map<String, Object> object(String path, Object given) throws InvalidValues {
        if (!(given instanceof Map<?, ?> fields)) {
            throw new InvalidValues(path, "is not an object", "Give an object: {\"name\": value}");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (field.getValue() == null) {
                throw new InvalidValues(path + "." + field.getKey(), "has no value", "Give it one, or leave it out");
            }
            copy.put(String.valueOf(field.getKey()), field.getValue());
        }
        return copy;
    }
}
