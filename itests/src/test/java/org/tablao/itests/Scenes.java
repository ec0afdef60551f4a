package org.tablao.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scenes made by the scripts in {@code itests/scenes}, in Blender. */
public final class Scenes {
    private Scenes() {}

    /**
     * @param name of script and scene
     * @param settings engine, samples, width, frames
     */
    public static Path make(String name, Path folder, String... settings) throws IOException, InterruptedException {
        Path script = Distribution.project().resolve("itests/scenes/" + name + ".py");
        Path scene = folder.resolve(name + ".blend");
        List<String> arguments =
                new ArrayList<>(List.of("--factory-startup", "-P", script.toString(), "--", folder.toString()));
        arguments.addAll(Arrays.asList(settings));
        Files.createDirectories(folder);
        run(arguments, folder.resolve(name + ".log"), scene);
        return scene;
    }

    /** A frame of a scene as Blender itself brings linear light to a screen: sRGB and nothing else, as PNG. */
    static Path shownByBlender(Path scene, int frame) throws IOException, InterruptedException {
        Path folder = scene.resolveSibling("shown");
        Path image = folder.resolve(String.format("%04d.png", frame));
        String plain = "import bpy; scene = bpy.context.scene; scene.view_settings.view_transform = 'Standard';"
                + " scene.render.dither_intensity = 0";
        Files.createDirectories(folder);
        run(
                List.of(
                        scene.toString(),
                        "--python-expr",
                        plain,
                        "-o",
                        folder.resolve("####").toString(),
                        "-F",
                        "PNG",
                        "-f",
                        Integer.toString(frame)),
                folder.resolve("blender.log"),
                image);
        return image;
    }

    private static void run(List<String> arguments, Path log, Path result) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("blender", "-b", "--python-exit-code", "3"));
        command.addAll(arguments);
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0 || !Files.isRegularFile(result)) {
            throw new IOException(
                    "Blender ended with " + code + " and made no " + result + ":\n" + Files.readString(log));
        }
    }
}
