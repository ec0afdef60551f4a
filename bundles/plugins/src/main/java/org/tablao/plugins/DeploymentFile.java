package org.tablao.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The home's {@code deployment.json}: what it does not name does not resolve. Written before a bundle comes, and after it went. */
final class DeploymentFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    DeploymentFile(Path home) {
        this.file = home.resolve("deployment.json");
    }

    void add(PluginJar jar) throws IOException {
        ObjectNode deployment = read();
        removeFrom(deployment, jar.sha256());
        ((ArrayNode) deployment.get("bundles"))
                .addObject()
                .put("symbolicName", jar.symbolicName())
                .put("version", jar.version())
                .put("sha256", jar.sha256())
                .put("location", jar.location())
                .put("startOrder", 100)
                .put("origin", "plugin")
                .put("file", jar.file().toString());
        write(deployment);
    }

    void remove(String sha256) throws IOException {
        ObjectNode deployment = read();
        removeFrom(deployment, sha256);
        write(deployment);
    }

    /** The plugins that the launcher installed at the start: those of the run before. */
    List<PluginJar> plugins() throws IOException {
        List<PluginJar> plugins = new ArrayList<>();
        for (JsonNode bundle : read().get("bundles")) {
            if (bundle.path("origin").asText().equals("plugin")) {
                plugins.add(new PluginJar(
                        bundle.path("symbolicName").asText(),
                        bundle.path("version").asText(),
                        bundle.path("sha256").asText(),
                        Path.of(bundle.path("file").asText())));
            }
        }
        return plugins;
    }

    private static void removeFrom(ObjectNode deployment, String sha256) {
        for (Iterator<JsonNode> bundles = deployment.get("bundles").elements(); bundles.hasNext(); ) {
            JsonNode bundle = bundles.next();
            if (bundle.path("origin").asText().equals("plugin")
                    && bundle.path("sha256").asText().equals(sha256)) {
                bundles.remove();
            }
        }
    }

    private ObjectNode read() throws IOException {
        if (JSON.readTree(file.toFile()) instanceof ObjectNode deployment
                && deployment.get("bundles") instanceof ArrayNode) {
            return deployment;
        }
        throw new IOException(file + " is damaged: it has no list of bundles");
    }

    private void write(ObjectNode deployment) throws IOException {
        Path temporary = file.resolveSibling("deployment.json.plugins");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(deployment));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
