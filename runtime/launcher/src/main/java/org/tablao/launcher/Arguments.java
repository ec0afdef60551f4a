package org.tablao.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the user asked for.
 *
 * @param named the roles as named, for the log's name and the ready line
 * @param port empty where no role listens
 * @param join the token itself, or {@code @} and the file that holds it
 * @param address by which others call this node, where it is not the one that it listens on
 */
record Arguments(
        List<Role> named,
        Path home,
        String bind,
        Optional<Integer> port,
        Optional<URI> server,
        Optional<URI> manager,
        Optional<String> join,
        Optional<String> name,
        boolean tls,
        Optional<String> address,
        boolean debug,
        Duration readyWithin) {

    static final String USAGE =
            """
            usage: tablao start <role>… [options]

            roles: farm (all in one), server, manager, worker, dashboard; several may be named

              --home DIR            where the node keeps its data (default: $TABLAO_HOME, else ~/.tablao)
              --port N              port of its HTTP service (default: server, farm 8080; manager 8081; dashboard 8082)
              --bind ADDRESS        address to listen on (default: 127.0.0.1); beyond this host only with --tls
              --tls                 listens with TLS, by the farm's own authority
              --address HOST        what others call this node by (default: the address to listen on, else the host's name)
              --server URL          the server, for a manager or a dashboard that is not in one node with it
              --manager URL         the manager, for a worker that is not in one node with it
              --join TOKEN|@FILE    what a manager or a worker joins with; @FILE keeps it out of the process list
              --join-file FILE      the same as --join @FILE; else $TABLAO_JOIN
              --name NAME           what people call this node (default: the host's name)
              --ready-within N      seconds a role may take to get ready (default: 60)
              --debug               adds the Gogo shell on the terminal

            exit codes: 0 stopped as asked, 1 unexpected, 2 wrong argument, 3 port in use, 4 home unusable,
                        5 home in use, 6 distribution broken, 7 not ready in time
            """;

    private static final Set<String> OPTIONS = new TreeSet<>(Set.of(
            "--home",
            "--port",
            "--bind",
            "--tls",
            "--address",
            "--server",
            "--manager",
            "--join",
            "--join-file",
            "--name",
            "--ready-within",
            "--debug"));
    private static final Set<String> FLAGS = Set.of("--debug", "--tls");

    static Arguments parse(List<String> words, Map<String, String> environment) throws LaunchException {
        List<Role> named = new ArrayList<>();
        Options options = new Options();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                named.add(role(word));
            } else if (!OPTIONS.contains(word)) {
                throw usage("There is no option " + word + "; there are " + String.join(", ", OPTIONS) + ".");
            } else if (FLAGS.contains(word)) {
                options.put(word, "true");
            } else if (i + 1 == words.size() || words.get(i + 1).startsWith("--")) {
                throw usage("Option " + word + " needs a value.");
            } else {
                options.put(word, words.get(++i));
            }
        }
        if (named.isEmpty()) {
            throw usage("Name at least one role: " + roleWords() + ".");
        }
        Arguments arguments = new Arguments(
                List.copyOf(EnumSet.copyOf(named)),
                options.home(environment),
                options.bind(),
                options.port(named),
                options.url("--server"),
                options.url("--manager"),
                options.join(environment),
                options.value("--name"),
                options.value("--tls").isPresent(),
                options.address(options.bind()),
                options.value("--debug").isPresent(),
                options.readyWithin());
        arguments.checkNeighbours();
        return arguments;
    }

    /** All roles that run here, each once, {@code farm} spelled out. */
    Set<Role> roles() {
        return named.stream()
                .flatMap(role -> role.parts().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** The roles as named: {@code farm}, {@code manager-worker}. */
    String title() {
        return named.stream().map(Role::word).collect(Collectors.joining("-"));
    }

    /** Where others reach this node. */
    Optional<URI> url() {
        String host = address.orElse(bind);
        return port.map(number -> URI.create(
                (tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + number));
    }

    /** Whether another node's authority is to give this one a certificate. */
    boolean joinsByTls() {
        return !roles().contains(Role.SERVER)
                && server.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    private void checkNeighbours() throws LaunchException {
        Set<Role> roles = roles();
        boolean serverHere = roles.contains(Role.SERVER);
        if (roles.contains(Role.WORKER) && !roles.contains(Role.MANAGER) && manager.isEmpty()) {
            throw usage("A worker needs --manager URL, or the role manager beside it.");
        }
        if (roles.contains(Role.MANAGER) && !serverHere && server.isEmpty()) {
            throw usage("A manager needs --server URL, or the role server beside it.");
        }
        if (roles.contains(Role.DASHBOARD) && !serverHere && server.isEmpty()) {
            throw usage("A dashboard needs --server URL, or the role server beside it.");
        }
        if (roles.contains(Role.DASHBOARD) && joinsByTls()) {
            throw usage("A dashboard takes no server with TLS; start it in the server's node: start server dashboard.");
        }
        if (manager.filter(url -> "https".equals(url.getScheme())).isPresent() && !serverHere && !joinsByTls()) {
            throw usage("A manager with TLS takes a worker that has a certificate: name the server too,"
                    + " --server https://….");
        }
        if (tls && !serverHere && !joinsByTls()) {
            throw usage("To listen with --tls this node needs a certificate of its farm: name the server,"
                    + " --server https://….");
        }
    }

    private static Role role(String word) throws LaunchException {
        return Role.named(word)
                .orElseThrow(() -> usage("There is no role '" + word + "'; there are " + roleWords() + "."));
    }

    private static String roleWords() {
        return List.of(Role.values()).stream().map(Role::word).collect(Collectors.joining(", "));
    }

    static LaunchException usage(String message) {
        return new LaunchException(ExitCode.USAGE, message);
    }
}
