package org.tablao.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;

/** One framework with the bundles of the wanted roles, from boot to stop. */
final class Node {

    /** A bundle that hangs in its stop must not keep the process; what matters is committed as it happens. */
    private static final long STOP_WITHIN_SECONDS = 20;

    private final Arguments arguments;
    private final Distribution distribution;
    private final Home home;
    private final PrintStream complaints;
    private final Map<String, String> properties;
    private final Framework framework;
    private volatile Optional<LiveDeployment> following = Optional.empty();

    Node(Arguments arguments, Distribution distribution, Home home, PrintStream complaints) throws LaunchException {
        this.arguments = arguments;
        this.distribution = distribution;
        this.home = home;
        this.complaints = complaints;
        this.properties = frameworkProperties();
        this.framework = new FrameworkFactory().newFramework(properties);
    }

    /** Boots, and returns when all roles are ready, or when the node was stopped meanwhile. */
    void start() throws LaunchException, InterruptedException {
        Deployment deployment = deploy();
        try {
            framework.init();
        } catch (BundleException e) {
            throw new LaunchException(ExitCode.UNEXPECTED, "The framework does not start: " + e.getMessage());
        }
        BundleContext context = framework.getBundleContext();
        try (Readiness readiness = new Readiness(context)) {
            try {
                startRoles(deployment, context, readiness);
            } catch (LaunchException | IllegalStateException e) {
                // What does not work any more because the framework stops is no failure.
                if (!readiness.isStopping()) {
                    throw e;
                }
            }
        }
    }

    private void startRoles(Deployment deployment, BundleContext context, Readiness readiness)
            throws LaunchException, InterruptedException {
        BundleDigests digests = new BundleDigests(home.cache());
        AcceptedBundles door = new AcceptedBundles(home.deployment(), digests, complaints);
        context.registerService(ResolverHookFactory.class, door, null);
        Installation installation = new Installation(context, digests, complaints);
        List<Bundle> bundles = installation.apply(deployment);
        try {
            framework.start();
        } catch (BundleException e) {
            throw new LaunchException(ExitCode.UNEXPECTED, "The framework does not start: " + e.getMessage());
        }
        installation.start(bundles, deployment);
        digests.save();
        if (arguments.debug()) {
            followDeployment(deployment, context, installation);
        }
        awaitRoles(context, readiness);
    }

    private void followDeployment(Deployment deployment, BundleContext context, Installation installation)
            throws LaunchException {
        try {
            following =
                    Optional.of(new LiveDeployment(home.deployment(), deployment, context, installation, complaints));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.HOME_UNUSABLE, home.folder() + " cannot be watched (" + Home.reason(e) + ").");
        }
    }

    /** What bundles, shells and consoles see of how the node was started. */
    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    private Deployment deploy() throws LaunchException {
        List<BundleEntry> wanted = new ArrayList<>(distribution.bundlesOf(features()));
        if (arguments.debug() && System.console() == null && wanted.removeIf(Node::needsTerminal)) {
            complaints.println("tablao: there is no terminal, so --debug adds no shell");
        }
        List<BundleEntry> plugins = new ArrayList<>();
        try {
            if (Files.exists(home.deployment())) {
                plugins.addAll(Deployment.read(home.deployment()).plugins());
            }
        } catch (IOException e) {
            // Made anew below; bundle plugins takes up what lies in plugins/.
            complaints.println("tablao: " + e.getMessage() + "; it is made anew");
        }
        Deployment deployment = Deployment.of(arguments.roles(), wanted, plugins);
        try {
            deployment.write(home.deployment());
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.HOME_UNUSABLE, home.deployment() + " cannot be written (" + Home.reason(e) + ").");
        }
        return deployment;
    }

    private static boolean needsTerminal(BundleEntry bundle) {
        return bundle.symbolicName().equals("org.apache.felix.gogo.jline");
    }

    /** The files in {@code roles/} that are asked for. */
    private List<String> features() {
        String suffix = arguments.debug() ? "-debug" : "";
        return arguments.named().stream().map(role -> role.word() + suffix).toList();
    }

    private void awaitRoles(BundleContext context, Readiness readiness) throws LaunchException, InterruptedException {
        Set<String> roles = arguments.roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new));
        if (arguments.tls() && roles.contains(Role.SERVER.word())) {
            // A server certifies itself; others may have to wait for a person.
            roles.add("https");
        }
        Set<String> missing = readiness.await(roles, arguments.readyWithin());
        if (!missing.isEmpty()) {
            throw new LaunchException(
                    ExitCode.NOT_READY,
                    "Not ready after " + arguments.readyWithin().toSeconds() + " s: " + String.join(", ", missing) + "."
                            + new UnreadyRoles(context)
                                    .reasons().stream()
                                            .map(line -> "\n  " + line)
                                            .collect(Collectors.joining()));
        }
    }

    boolean isRunning() {
        return framework.getState() == Bundle.ACTIVE;
    }

    /** Returns when the framework has stopped, whoever stopped it. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops all bundles, the last started first, within bounds. */
    void stop() {
        try {
            if (following.isPresent()) {
                following.get().close();
            }
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_WITHIN_SECONDS));
        } catch (BundleException | IOException e) {
            complaints.println("tablao: the framework does not stop cleanly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> frameworkProperties() throws LaunchException {
        Map<String, String> properties = new LinkedHashMap<>(distribution.launchingProperties(features()));
        properties.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
        properties.put("felix.cache.locking", "false");
        // A plugin that is built again keeps its version: the old one drains beside the new.
        properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        properties.put("tablao.home", home.folder().toString());
        properties.put("tablao.deployment", home.deployment().toString());
        properties.put("tablao.distribution", distribution.folder().toString());
        properties.put("tablao.version", Distribution.version());
        properties.put("tablao.bind", arguments.bind());
        properties.put(
                "tablao.roles", arguments.roles().stream().map(Role::word).collect(Collectors.joining(",")));
        // With TLS the service starts on any port of this host, and bundle https puts its own listener in that one's
        // place.
        properties.put("org.apache.felix.http.host", arguments.tls() ? "127.0.0.1" : arguments.bind());
        arguments.port().ifPresent(port -> {
            properties.put("tablao.port", port.toString());
            properties.put("org.osgi.service.http.port", arguments.tls() ? "*" : port.toString());
        });
        arguments.url().ifPresent(url -> properties.put("tablao.url", url.toString()));
        arguments.server().ifPresent(url -> properties.put("tablao.server", url.toString()));
        arguments.manager().ifPresent(url -> properties.put("tablao.manager", url.toString()));
        arguments.name().ifPresent(name -> properties.put("tablao.name", name));
        if (arguments.joinsByTls() && arguments.join().isEmpty() && !home.isCertified()) {
            throw Arguments.usage("To join the farm of " + arguments.server().orElseThrow()
                    + " this node needs --join-file FILE with a token (made there by: tablao node token),"
                    + " or --join sha256:FINGERPRINT of that farm to ask without one.");
        }
        if (arguments.join().isPresent()) {
            properties.put("tablao.join", "@" + joinFile(arguments.join().get()));
        }
        return properties;
    }

    private Path joinFile(String join) throws LaunchException {
        if (!join.startsWith("@")) {
            return home.keepJoinToken(join);
        }
        Path file = Path.of(join.substring(1)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw Arguments.usage("--join " + join + ": the file " + file + " cannot be read.");
        }
        return file;
    }
}
