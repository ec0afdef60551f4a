package org.tablao.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.command.OffersCommand;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.TaskCommand;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.engine.Installation;
import org.tablao.pluginapi.engine.RenderEngine;
import org.tablao.pluginapi.engine.RenderRequest;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** Renders frames with the engine that the task names, in the newest installed version of the range. */
@Component
@OffersCommand(name = "render", version = "1.0.0")
public final class RenderCommand implements TaskCommand {
    private final BundleContext context;

    @Activate
    public RenderCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public Schema parameters() {
        return Schema.of(
                Field.of("engine", FieldType.TEXT).label("Engine"),
                Field.of("engineVersion", FieldType.TEXT)
                        .label("Engine's version range")
                        .orElse("0"),
                Field.of("scene", FieldType.INPUT_FILE).label("Scene"),
                Field.of("frames", FieldType.FRAMES).label("Frames"),
                Field.of("output", FieldType.OUTPUT_PATH).label("Output"),
                Field.of("format", FieldType.TEXT).label("Format").orElse(""));
    }

    /** Holds the engine's service only while it renders, so that an engine that was replaced is free when its last task ends. */
    @Override
    public Outcome run(TaskContext task) throws IOException, InterruptedException {
        Values parameters = task.parameters();
        VersionRange range;
        try {
            range = VersionRange.valueOf(parameters.text("engineVersion"));
        } catch (IllegalArgumentException e) {
            return Outcome.of(
                    OutcomeClass.REFUSED_PARAMETERS,
                    "engineVersion is '" + parameters.text("engineVersion") + "', which is no version range.",
                    "Give a range such as [3.4,4).");
        }
        for (ServiceReference<RenderEngine> reference : engines(parameters.text("engine"))) {
            ServiceObjects<RenderEngine> objects = context.getServiceObjects(reference);
            RenderEngine engine = objects == null ? null : objects.getService();
            if (engine != null) {
                try {
                    Optional<Installation> installation = newest(engine.installations(), range);
                    if (installation.isPresent()) {
                        Request request = new Request(installation.get(), parameters, left(parameters, task));
                        return request.frames().isEmpty() ? Outcome.completed() : engine.render(request, task);
                    }
                } finally {
                    objects.ungetService(engine);
                }
            }
        }
        return Outcome.of(
                OutcomeClass.INTERRUPTED,
                "This worker has no " + parameters.text("engine") + " in version " + range + " any more.",
                "It is run again by a worker that has one.");
    }

    /** What no earlier attempt has published. */
    private static List<Integer> left(Values parameters, TaskContext task) {
        List<Integer> all = parameters.frames("frames").frames();
        Set<Integer> published = task.publishedFrames();
        return all.stream().filter(frame -> !published.contains(frame)).toList();
    }

    /** The highest version of the range. */
    static Optional<Installation> newest(List<Installation> installations, VersionRange range) {
        return installations.stream()
                .filter(installation -> range.includes(Version.parseVersion(installation.version())))
                .max((one, other) ->
                        Version.parseVersion(one.version()).compareTo(Version.parseVersion(other.version())));
    }

    private Collection<ServiceReference<RenderEngine>> engines(String name) {
        try {
            return context.getServiceReferences(RenderEngine.class, null).stream()
                    .filter(reference -> name.equals(reference.getProperty("tablao.engine.name")))
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter is no wrong filter", e);
        }
    }

    private record Request(Installation installation, Values parameters, List<Integer> frames)
            implements RenderRequest {
        @Override
        public Path scene() {
            return Path.of(parameters.text("scene"));
        }

        @Override
        public String output() {
            return parameters.text("output");
        }

        @Override
        public String format() {
            return parameters.text("format");
        }

        @Override
        public Map<String, Object> options() {
            return Map.of();
        }
    }
}
