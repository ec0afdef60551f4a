package org.tablao.itests.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.tablao.itests.Distribution;

/** The plugin that the chaos renders with, built as a studio builds one. */
final class FakeRenderer {
    private FakeRenderer() {}

    static Path build() throws IOException, InterruptedException {
        Path project = Distribution.project().resolve("itests/chaos-plugin");
        Process maven = new ProcessBuilder("mvn", "-o", "-q", "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (maven.waitFor() != 0) {
            throw new IOException("the fake renderer was not built:\n" + output);
        }
        return project.resolve("target/chaos-plugin-1.0.0.jar");
    }
}
