package org.tablao.chaosplugin;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
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
import org.tablao.pluginapi.schema.Values;

/**
 * Renders nothing, but as a renderer does: a child process takes its time, tells each tenth of a second that it is alive, and
 * writes a whole PNG that no other attempt writes.
 */
@Component
@OffersCommand(name = "chaos-render", version = "1.0.0")
public final class ChaosRender implements TaskCommand {
    /** $1 the file of its beats, $2 how many, $3 its kind; then a frame to copy and where to, again and again. */
    private static final String CHILD =
            """
            beats=$1 left=$2 kind=$3
            shift 3
            if [ "$kind" = stubborn ]; then
                trap '' TERM
                setsid /bin/sh -c "trap '' TERM; sleep 2" &
            fi
            while [ "$left" -gt 0 ]; do
                date +%s%3N >> "$beats"
                sleep 0.1
                left=$((left - 1))
            done
            date +%s%3N >> "$beats"
            while [ $# -gt 0 ]; do
                cp "$1" "$2" || exit 1
                shift 2
            done
            """;

    @Override
    public Schema parameters() {
        return Schema.of(
                Field.of("first", FieldType.INTEGER),
                Field.of("frames", FieldType.INTEGER),
                Field.of("folder", FieldType.OUTPUT_PATH),
                Field.of("beats", FieldType.OUTPUT_PATH),
                Field.of("millis", FieldType.INTEGER),
                Field.of("mode", FieldType.TEXT).oneOf("plain", "stubborn", "fails-first"));
    }

    @Override
    public Outcome run(TaskContext context) throws IOException, InterruptedException {
        Values values = context.parameters();
        Path beats = Path.of(values.text("beats"), context.attemptId());
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                CHILD,
                "chaos-child",
                beats.toString(),
                Long.toString(values.integer("millis") / 100),
                values.text("mode")));
        List<ProducedFile> files = new ArrayList<>();
        for (long frame = values.integer("first"); frame < values.integer("first") + values.integer("frames"); frame++) {
            Path target = Path.of(values.text("folder"), String.format("frame_%04d.png", frame));
            Path pending = context.pending(target);
            Path drawn = context.scratch().resolve(target.getFileName());
            draw(drawn, context.attemptId().hashCode() * 31 + (int) frame);
            command.addAll(List.of(drawn.toString(), pending.toString()));
            files.add(ProducedFile.frame(pending, target, "main", (int) frame, Map.of("engine", "chaos")));
        }
        context.log("rendering " + values.integer("frames") + " frames from " + values.integer("first"));
        int code = context.start(Program.of(command).notice(Duration.ofSeconds(1)))
                .await();
        if (code != 0) {
            return Outcome.of(OutcomeClass.CRASHED, "The child ended with code " + code + ".");
        }
        if (values.text("mode").equals("fails-first") && context.attemptId().endsWith(".1")) {
            return Outcome.of(OutcomeClass.CRASHED, "It fails at first.");
        }
        files.forEach(context::produced);
        return Outcome.completed();
    }

    private static void draw(Path file, int colour) throws IOException {
        BufferedImage image = new BufferedImage(32, 18, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, colour * (x + 1) + y);
            }
        }
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }
}
