package org.tablao.jobtypes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tablao.pluginapi.job.TaskNeeds;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** What a task takes of its worker's host and of the farm, as a user wrote it. */
final class ListedNeeds {
    private static final double MOST = 1L << 52;
    private static final Schema NEEDS = Schema.of(
            amount("slots").between(1, 1024).orElse(1L),
            amount("memoryBytes"),
            amount("gpus").between(0, 1024),
            amount("gpuMemoryBytes"),
            Field.of("gpuModel", FieldType.TEXT).orElse(""));

    private ListedNeeds() {}

    /** @param path of the needs in the settings */
    static TaskNeeds read(String path, Object given) throws InvalidValues {
        Map<String, Object> fields = Paths.object(path, given);
        Map<String, Object> limits =
                fields.containsKey("limits") ? Paths.object(path + ".limits", fields.remove("limits")) : Map.of();
        Values needs = Paths.check(path, NEEDS, fields);
        TaskNeeds read = TaskNeeds.slots((int) needs.integer("slots"))
                .memory(needs.integer("memoryBytes"))
                .gpus((int) needs.integer("gpus"), needs.integer("gpuMemoryBytes"), needs.text("gpuModel"));
        Schema amounts =
                Schema.of(limits.keySet().stream().map(ListedNeeds::amount).toArray(Field[]::new));
        Values checked = Paths.check(path + ".limits", amounts, new LinkedHashMap<>(limits));
        for (String limit : limits.keySet()) {
            read = read.limit(limit, checked.integer(limit));
        }
        return read;
    }

    private static Field amount(String name) {
        return Field.of(name, FieldType.INTEGER).between(0, MOST).orElse(0L);
    }
}
