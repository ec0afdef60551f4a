package org.tablao.worker;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Version;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.TaskCommand;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Schema;

/** Commands written in a test. */
final class MapCommands implements CommandSource {
    /** What a command does. */
    interface Body {
        Outcome run(TaskContext context) throws IOException, InterruptedException;
    }

    private final Map<String, CommandChoice.Offer<TaskCommand>> offers = new ConcurrentHashMap<>();

    MapCommands offer(String name, String version, Body body) {
        offers.put(name + version, new CommandChoice.Offer<>(name, Version.parseVersion(version), new Written(body)));
        return this;
    }

    @Override
    public Held hold(PlannedCommand wanted) throws NotOffered {
        List<CommandChoice.Offer<TaskCommand>> fitting = CommandChoice.fitting(offers.values(), wanted);
        if (fitting.isEmpty()) {
            throw new NotOffered(wanted);
        }
        return new Taken(fitting.get(0).source(), fitting.get(0).version().toString());
    }

    @Override
    public List<Capability> capabilities() {
        return offers.values().stream()
                .map(offer -> new Capability(
                        "org.tablao.command",
                        Map.of(
                                "command",
                                offer.name(),
                                "version",
                                offer.version().toString())))
                .toList();
    }

    private record Taken(TaskCommand command, String version) implements Held {
        @Override
        public void close() {
            // nothing counts its uses
        }
    }

    private record Written(Body body) implements TaskCommand {
        @Override
        public Schema parameters() {
            return Schema.of(
                    Field.of("text", FieldType.TEXT).optional(),
                    Field.of("count", FieldType.INTEGER).between(1, 3).optional());
        }

        @Override
        public Outcome run(TaskContext context) throws IOException, InterruptedException {
            return body.run(context);
        }
    }
}
