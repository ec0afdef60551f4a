package org.tablao.commands;

import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.command.OffersCommand;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.TaskCommand;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Schema;

/** Writes a text into the log: the cheapest task there is, for tests and measurements. */
@Component
@OffersCommand(name = "echo", version = "1.0.0")
public final class EchoCommand implements TaskCommand {
    @Override
    public Schema parameters() {
        return Schema.of(Field.of("text", FieldType.TEXT).label("Text").orElse(""));
    }

    @Override
    public Outcome run(TaskContext context) {
        String text = context.parameters().text("text");
        if (!text.isEmpty()) {
            context.log(text);
        }
        return Outcome.completed();
    }
}
