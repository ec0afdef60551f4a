package org.tablao.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tablao.nodeapi.node.NodeInfo;

/** The node as its launcher describes it: by the framework's {@code tablao.…} properties. */
@Component
public final class FrameworkNode implements NodeInfo {

    private static final Set<String> FARM = Set.of("server", "manager", "worker", "dashboard");
    private static final String LOOPBACK = "127.0.0.1";

    private final Set<String> roles;
    private final String name;
    private final String version;
    private final Path home;
    private final Optional<Integer> port;
    private final Optional<URI> url;
    private final Optional<URI> server;
    private final Optional<URI> manager;
    private final Optional<Path> joinFile;

    @Activate
    public FrameworkNode(BundleContext context) {
        this(
                property -> Optional.ofNullable(context.getProperty(property))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty()),
                context.getBundle().getVersion().toString());
    }

    FrameworkNode(Function<String, Optional<String>> properties, String version) {
        this.roles = properties.apply("tablao.roles").map(FrameworkNode::roles).orElse(Set.of());
        this.name = properties.apply("tablao.name").orElseGet(FrameworkNode::hostName);
        this.version = version;
        this.home = properties
                .apply("tablao.home")
                .map(Path::of)
                .orElseThrow(() -> new IllegalStateException("The framework property tablao.home is missing."))
                .toAbsolutePath()
                .normalize();
        this.port = properties.apply("tablao.port").map(Integer::valueOf);
        this.url = port.map(number -> properties
                .apply("tablao.url")
                .map(URI::create)
                .orElse(URI.create("http://" + LOOPBACK + ":" + number)));
        this.server = properties.apply("tablao.server").map(URI::create);
        this.manager = properties.apply("tablao.manager").map(URI::create);
        this.joinFile = properties.apply("tablao.join").map(FrameworkNode::joinFile);
    }

    @Override
    public Set<String> roles() {
        return roles;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path data() {
        return home.resolve("data");
    }

    @Override
    public Optional<Integer> port() {
        return port;
    }

    @Override
    public Optional<URI> url() {
        return url;
    }

    @Override
    public Optional<URI> server() {
        return server;
    }

    @Override
    public Optional<URI> manager() {
        return manager;
    }

    @Override
    public Optional<String> joinToken() {
        Path file = joinFile.orElse(data().resolve("join.token"));
        try {
            return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the join token in " + file, e);
        }
    }

    private static Set<String> roles(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .flatMap(role -> role.equals("farm") ? FARM.stream() : Stream.of(role))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The token itself is never a property: properties are shown by consoles and process lists. */
    private static Path joinFile(String value) {
        if (!value.startsWith("@")) {
            throw new IllegalStateException("The framework property tablao.join names a file: @/path/of/the/file.");
        }
        return Path.of(value.substring(1));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
