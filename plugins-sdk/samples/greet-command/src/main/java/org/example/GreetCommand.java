package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.command.OffersCommand;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.TaskCommand;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Schema;

/**
 * Says hello in the attempt's log, and from which version of its bundle. It can take its time over it, and leave a card: the
 * whole life of a command in a page.
 */
@Component
@OffersCommand(name = "greet", version = "1.0.0")
public final class GreetCommand implements TaskCommand {
    private final String version;

    @Activate
    public GreetCommand(BundleContext context) {
        this.version = context.getBundle().getVersion().toString();
    }

    @Override
    public Schema parameters() {
        return Schema.of(
                Field.of("whom", FieldType.TEXT).label("Whom to greet"),
                Field.of("seconds", FieldType.INTEGER)
                        .label("How long it takes")
                        .unit("s")
                        .between(0, 3600)
                        .orElse(0),
                Field.of("card", FieldType.OUTPUT_PATH)
                        .label("Card")
                        .describe("A text file to leave behind.")
                        .optional());
    }

    @Override
    public Outcome run(TaskContext context) throws IOException, InterruptedException {
        String greeting = "Hello " + context.parameters().text("whom") + ", from version " + version;
        long seconds = context.parameters().integer("seconds");
        // The worker owns the process: when the attempt ends early, the wait ends with it.
        int code = context.start(Program.of(
                        List.of("sleep", Long.toString(seconds))))
                .await();
        if (code != 0) {
            return Outcome.of(OutcomeClass.CRASHED, "sleep ended with code " + code + ".");
        }
        context.log(greeting);
        if (context.parameters().has("card")) {
            leaveCard(context, greeting);
        }
        context.progress(1, "greeted");
        return Outcome.completed();
    }

    /** Written where it waits, announced when it is whole; the worker puts it in place once the attempt is accepted. */
    private static void leaveCard(TaskContext context, String greeting) throws IOException {
        Path target = Path.of(context.parameters().text("card"));
        Path pending = context.pending(target);
        Files.writeString(pending, greeting + "\n");
        context.produced(ProducedFile.of(pending, target));
    }
}
