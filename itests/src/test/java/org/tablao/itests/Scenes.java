package org.tablao.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scenes made by the scripts in {@code itests/scenes}, in Blender. */
final class Scenes {
    private Scenes() {}

    /**
     * @param name of script and scene
     * @param arguments engine, samples, width, frames
     */
    static Path make(String name, Path folder, String... arguments) throws IOException, InterruptedException {
        Path script = Distribution.project().resolve("itests/scenes/" + name + ".py");
        List<String> command = new ArrayList<>(List.of(
                "blender",
                "-b",
                "--factory-startup",
                "--python-exit-code",
                "3",
                "-P",
                script.toString(),
                "--",
                folder.toString()));
        command.addAll(Arrays.asList(arguments));
        Files.createDirectories(folder);
        Path log = folder.resolve(name + ".log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        Path scene = folder.resolve(name + ".blend");
        if (code != 0 || !Files.isRegularFile(scene)) {
            throw new IOException(
                    "Blender ended with " + code + " and made no " + scene + ":\n" + Files.readString(log));
        }
        return scene;
    }
}
