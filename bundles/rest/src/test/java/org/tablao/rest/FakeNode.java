package org.tablao.rest;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tablao.nodeapi.node.NodeInfo;

/** A server on port 8080. */
final class FakeNode implements NodeInfo {
    @Override
    public Set<String> roles() {
        return Set.of("server", "manager");
    }

    @Override
    public String name() {
        return "stage";
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public Path home() {
        return Path.of("home");
    }

    @Override
    public Path data() {
        return home().resolve("data");
    }

    @Override
    public Optional<Integer> port() {
        return Optional.of(8080);
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(URI.create("http://127.0.0.1:8080"));
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
        return Optional.empty();
    }
}
