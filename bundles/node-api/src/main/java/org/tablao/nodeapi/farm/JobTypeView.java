package org.tablao.nodeapi.farm;

import java.util.List;

/** A job type with the schema of its settings. */
public record JobTypeView(String name, String label, String version, List<FieldView> settings) {
    /**
     * A setting.
     *
     * @param type wire name of a {@link org.tablao.pluginapi.schema.FieldType}, such as {@code input-file}
     * @param fallback what takes its place when left out; an empty text where nothing does
     * @param bounds {@code [least, most]} or empty
     */
    public record FieldView(
            String name,
            String type,
            String label,
            String description,
            String unit,
            boolean required,
            Object fallback,
            List<String> choices,
            List<Double> bounds) {}
}
