package org.tablao.handshake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tablao.nodeapi.node.NodeInfo;

/** A node in a folder of a test, which joins with the token of another home, or of its own. */
record FakeNode(String name, Path home, Path joinFile) implements NodeInfo {

    static FakeNode at(Path home) {
        return new FakeNode("w1", home, home.resolve("data/join.token"));
    }

    @Override
    public Set<String> roles() {
        return Set.of("worker");
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public Path data() {
        return home.resolve("data");
    }

    @Override
    public Optional<Integer> port() {
        return Optional.of(8081);
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(URI.create("http://127.0.0.1:8081"));
    }

    @Override
    public Optional<URI> server() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> manager() {
        return Optional.empty();
    }

    @Override
    public Optional<String> joinToken() {
        try {
            return Files.exists(joinFile)
                    ? Optional.of(Files.readString(joinFile).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
