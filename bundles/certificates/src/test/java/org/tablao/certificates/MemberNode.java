package org.tablao.certificates;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tablao.nodeapi.node.NodeInfo;

/** A manager, which looks often, with its home in a folder. */
record MemberNode(Path home, Optional<String> joinToken) implements NodeInfo {
    @Override
    public Set<String> roles() {
        return Set.of("manager");
    }

    @Override
    public String name() {
        return "m1";
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
        return Optional.of(URI.create("https://127.0.0.3:8081"));
    }

    @Override
    public Optional<URI> server() {
        return Optional.of(URI.create("https://127.0.0.2:8080"));
    }

    @Override
    public Optional<URI> manager() {
        return Optional.empty();
    }
}
