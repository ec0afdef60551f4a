package org.tablao.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server, a manager and workers on addresses of their own, that joined by tokens over TLS; told by the client, as an administrator would. */
final class TlsFarm implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path homes;
    private final int serverPort = Distribution.freePort();
    private final int managerPort = Distribution.freePort();
    private final List<NodeProcess> nodes = new ArrayList<>();

    TlsFarm(Path homes) {
        this.homes = homes;
    }

    URI server() {
        return URI.create("https://127.0.0.2:" + serverPort);
    }

    URI manager() {
        return URI.create("https://127.0.0.3:" + managerPort);
    }

    Path home(String name) {
        return homes.resolve(name);
    }

    void configure(String name, String pid, String text) throws IOException {
        Path etc = Files.createDirectories(home(name).resolve("etc"));
        Files.writeString(etc.resolve(pid + ".cfg"), text);
    }

    NodeProcess startServer() throws IOException, InterruptedException {
        return started(
                NodeProcess.start(home("server"), "server", "--tls", "--bind", "127.0.0.2", "--port", "" + serverPort));
    }

    NodeProcess startManager() throws IOException, InterruptedException {
        return started(NodeProcess.start(
                home("manager"),
                "manager",
                "--name",
                "manager",
                "--tls",
                "--bind",
                "127.0.0.3",
                "--port",
                "" + managerPort,
                "--server",
                server().toString(),
                "--join-file",
                token("manager", "1h").toString()));
    }

    NodeProcess startWorker(String name, String join) throws IOException, InterruptedException {
        return started(NodeProcess.start(
                home(name),
                "worker",
                "--name",
                name,
                "--server",
                server().toString(),
                "--manager",
                manager().toString(),
                "--join",
                join));
    }

    private NodeProcess started(NodeProcess node) {
        nodes.add(node);
        return node;
    }

    /** A file with a token that was made just now. */
    Path token(String role, String valid) throws IOException, InterruptedException {
        Path file = homes.resolve(role + "-" + System.nanoTime() + ".token");
        client("node", "token", "--role", role, "--valid", valid, "--out", file.toString());
        return file;
    }

    /** What the client prints. It finds token and authority in the server's home. */
    String client(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Distribution.command()));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--home", home("server").toString(), "--server", server().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", words) + " ended with " + process + ": " + printed);
        }
        return printed.strip();
    }

    Api api() throws IOException {
        String token =
                Files.readString(home("server").resolve("data/admin.token")).strip();
        return new Api(server(), token, http(authority()));
    }

    /** Calls as nobody, or as the node whose key it is. */
    Api as(URI node, NodeKeys keys) {
        return new Api(node, "", http(keys));
    }

    NodeKeys authority() throws IOException {
        return NodeKeys.authority(home("server").resolve("data/authority.pem"));
    }

    NodeKeys keys(String name) throws IOException {
        return NodeKeys.of(home(name).resolve("data/tls"));
    }

    private static HttpClient http(NodeKeys keys) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(keys.context())
                .build();
    }

    void awaitWorker(String name) {
        Patience.until(LONG, "worker " + name, () -> api().list("/api/v1/workers").stream()
                .anyMatch(worker -> worker.get("name").asText().equals(name)
                        && List.of("idle", "busy").contains(worker.get("status").asText())));
    }

    String idOf(String name) throws IOException, InterruptedException {
        return api().list("/api/v1/nodes").stream()
                .filter(node -> node.get("name").asText().equals(name))
                .map(node -> node.get("id").asText())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).close();
        }
    }
}
