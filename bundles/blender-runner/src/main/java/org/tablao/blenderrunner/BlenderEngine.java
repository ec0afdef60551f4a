package org.tablao.blenderrunner;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.tablao.paths.OutputPattern;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.engine.Installation;
import org.tablao.pluginapi.engine.OffersEngine;
import org.tablao.pluginapi.engine.RenderEngine;
import org.tablao.pluginapi.engine.RenderRequest;
import org.tablao.processes.ProcessTrees;

/** Blender, one process a task. */
@Component(configurationPid = BlenderEngine.PID)
@OffersEngine(name = "blender")
@Designate(ocd = BlenderEngine.Config.class)
public final class BlenderEngine implements RenderEngine {
    static final String PID = "org.tablao.blenderrunner";

    @ObjectClassDefinition(name = "Tablao: Blender")
    @interface Config {
        @AttributeDefinition(
                name = "Blender's executables",
                description = "Absolute paths. Empty: blender on the PATH, /usr/bin/blender, /opt/blender*/blender.")
        String[] executables() default {};
    }

    private final ProcessTrees processes = new ProcessTrees();
    private final InstallationFinder finder;

    @Activate
    public BlenderEngine(Config config) {
        this.finder = new InstallationFinder(List.of(config.executables()), processes);
    }

    @Deactivate
    void endTheFinder() {
        processes.close();
    }

    @Override
    public List<Installation> installations() {
        return finder.find();
    }

    @Override
    public Outcome render(RenderRequest request, TaskContext context) throws IOException, InterruptedException {
        Optional<String> format = BlenderRun.refusedFormat(request.format());
        if (format.isPresent()) {
            return Outcome.of(OutcomeClass.REFUSED_PARAMETERS, format.get(), "Choose PNG, JPEG or OPEN_EXR.");
        }
        if (!Files.isReadable(request.scene()) || !Files.isRegularFile(request.scene())) {
            return Outcome.of(
                    OutcomeClass.MISSING_ASSET,
                    "The scene " + request.scene() + " is not there, or this worker may not read it.",
                    "Put it on storage that the workers see.");
        }
        if (request.frames().stream().anyMatch(frame -> frame < 0)) {
            return Outcome.of(
                    OutcomeClass.REFUSED_PARAMETERS, "frames has a negative one, which Blender does not render.");
        }
        OutputPattern pattern;
        try {
            pattern = OutputPattern.parse(request.output());
        } catch (IllegalArgumentException e) {
            return Outcome.of(OutcomeClass.REFUSED_PARAMETERS, "output " + e.getMessage() + ".");
        }
        return new BlenderRun(request, context, pattern).run();
    }
}
