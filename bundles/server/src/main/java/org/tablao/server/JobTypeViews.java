package org.tablao.server;

import java.util.List;
import org.tablao.nodeapi.farm.JobTypeView;
import org.tablao.nodeapi.farm.JobTypeView.FieldView;
import org.tablao.pluginapi.schema.Field;

/** Job types as front ends see them. */
final class JobTypeViews {
    private JobTypeViews() {}

    static JobTypeView of(JobTypeCatalog.Offer offer) {
        return new JobTypeView(
                offer.name(),
                offer.label(),
                offer.version().toString(),
                offer.type().settings().fields().stream()
                        .map(JobTypeViews::field)
                        .toList());
    }

    private static FieldView field(Field field) {
        return new FieldView(
                field.name(),
                field.type().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                field.label(),
                field.description(),
                field.unit(),
                field.required(),
                field.fallback().orElse(""),
                field.choices(),
                field.minimum()
                        .map(least -> List.of(least, field.maximum().orElse(Double.MAX_VALUE)))
                        .orElse(List.of()));
    }
}
