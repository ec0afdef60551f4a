package org.tablao.launcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a command line, each checked as it is read. */
final class Options {

    private final Map<String, String> values = new HashMap<>();

    void put(String option, String value) throws LaunchException {
        if (values.putIfAbsent(option, value) != null) {
            throw Arguments.usage("Option " + option + " is given twice.");
        }
    }

    Optional<String> value(String option) throws LaunchException {
        Optional<String> value = Optional.ofNullable(values.get(option));
        if (value.filter(String::isBlank).isPresent()) {
            throw Arguments.usage("Option " + option + " has an empty value.");
        }
        return value;
    }

    Path home(Map<String, String> environment) throws LaunchException {
        Optional<String> given = value("--home")
                .or(() -> Optional.ofNullable(environment.get("TABLAO_HOME")).filter(text -> !text.isBlank()));
        try {
            return given.map(Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), ".tablao"))
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            throw Arguments.usage("--home '" + given.orElse("") + "' is not a path.");
        }
    }

    /** The port that was asked for, or that of the first role that listens; empty if none does. */
    Optional<Integer> port(List<Role> roles) throws LaunchException {
        Optional<Role> listener = roles.stream().filter(Role::listens).min(java.util.Comparator.naturalOrder());
        Optional<String> given = value("--port");
        if (given.isPresent() && listener.isEmpty()) {
            throw Arguments.usage("A worker does not listen: it has no --port.");
        }
        return given.isPresent() ? Optional.of(number("--port", given.get(), 65_535)) : listener.map(Role::defaultPort);
    }

    Duration readyWithin() throws LaunchException {
        return Duration.ofSeconds(
                number("--ready-within", value("--ready-within").orElse("60"), 86_400));
    }

    /** From the command line, or a file that is named there, or the environment. */
    Optional<String> join(Map<String, String> environment) throws LaunchException {
        Optional<String> file = value("--join-file");
        Optional<String> join = value("--join");
        if (file.isPresent() && join.isPresent()) {
            throw Arguments.usage("--join and --join-file say the same thing: give one of them.");
        }
        return file.map(path -> "@" + path).or(() -> join).or(() -> Optional.ofNullable(environment.get("TABLAO_JOIN"))
                .filter(text -> !text.isBlank()));
    }

    /** Without TLS, whoever reaches a port is on this host. */
    String bind() throws LaunchException {
        String address = value("--bind").orElse("127.0.0.1");
        try {
            if (values.containsKey("--tls") || InetAddress.getByName(address).isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException e) {
            throw Arguments.usage("--bind " + address + " is not an address of this host.");
        }
        throw Arguments.usage(
                "--bind " + address + " would let other hosts in, and without TLS that is refused: add --tls.");
    }

    /** Who listens on all addresses is called by its name. */
    Optional<String> address(String bind) throws LaunchException {
        Optional<String> given = value("--address");
        try {
            return given.isEmpty() && InetAddress.getByName(bind).isAnyLocalAddress()
                    ? Optional.of(InetAddress.getLocalHost().getHostName())
                    : given;
        } catch (UnknownHostException e) {
            throw Arguments.usage("This host does not know its own name; give what others call it by as --address.");
        }
    }

    Optional<URI> url(String option) throws LaunchException {
        Optional<String> text = value(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.get());
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null) {
                checkPlain(option, url);
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            throw notAUrl(option, text.get());
        }
        throw notAUrl(option, text.get());
    }

    /** Without TLS nothing leaves this host; a name that is not known now may be anybody's later. */
    private static void checkPlain(String option, URI url) throws LaunchException {
        boolean here;
        try {
            here = InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            here = false;
        }
        if ("http".equals(url.getScheme()) && !here) {
            throw Arguments.usage(option + " " + url
                    + " is on another host and would be called without TLS, which is refused: give https://….");
        }
    }

    private static LaunchException notAUrl(String option, String text) {
        return Arguments.usage(option + " '" + text + "' is not a URL like http://127.0.0.1:8080.");
    }

    private static int number(String option, String text, int most) throws LaunchException {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notANumber(option, text, most);
        }
        throw notANumber(option, text, most);
    }

    private static LaunchException notANumber(String option, String text, int most) {
        return Arguments.usage(option + " '" + text + "' is not a number from 1 to " + most + ".");
    }
}
