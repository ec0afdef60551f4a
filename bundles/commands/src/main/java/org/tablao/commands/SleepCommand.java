package org.tablao.commands;

import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.command.OffersCommand;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.TaskCommand;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Schema;

/** Waits, as a process of its own like an engine's: for tests of what ends, cancels and fails. */
@Component
@OffersCommand(name = "sleep", version = "1.0.0")
public final class SleepCommand implements TaskCommand {
    @Override
    public Schema parameters() {
        return Schema.of(Field.of("seconds", FieldType.NUMBER)
                .label("Seconds")
                .unit("s")
                .between(0, 86_400)
                .orElse(1.0));
    }

    @Override
    public Outcome run(TaskContext context) throws IOException, InterruptedException {
        double seconds = context.parameters().number("seconds");
        int code = context.start(Program.of(List.of("sleep", Double.toString(seconds))))
                .await();
        return code == 0
                ? Outcome.completed()
                : Outcome.of(OutcomeClass.CRASHED, "The process that waits ended with code " + code + ".");
    }
}
