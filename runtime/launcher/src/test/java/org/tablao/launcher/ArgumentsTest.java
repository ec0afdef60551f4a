package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void spellsAFarmOut() throws LaunchException {
        Arguments farm = parse("farm");
        assertEquals(Set.of(Role.SERVER, Role.MANAGER, Role.WORKER, Role.DASHBOARD), farm.roles());
        assertEquals("farm", farm.title());
        assertEquals(Optional.of(URI.create("http://127.0.0.1:8080")), farm.url());
        assertEquals(Duration.ofSeconds(60), farm.readyWithin());
    }

    @Test
    void takesSeveralRolesOnceEach() throws LaunchException {
        Arguments both = parse("worker", "manager", "worker", "--server", "http://127.0.0.1:8080");
        assertEquals(List.of(Role.MANAGER, Role.WORKER), both.named());
        assertEquals("manager-worker", both.title());
        assertEquals(Optional.of(8081), both.port());
    }

    @Test
    void givesAWorkerNoPort() throws LaunchException {
        Arguments worker = parse("worker", "--manager", "http://127.0.0.1:8081");
        assertEquals(Optional.empty(), worker.port());
        assertEquals(Optional.empty(), worker.url());
    }

    @Test
    void prefersTheOptionToTheVariableAndTheVariableToTheDefault() throws LaunchException {
        Map<String, String> environment = Map.of("TABLAO_HOME", "/srv/tablao");
        assertEquals(
                Path.of("/tmp/x"),
                Arguments.parse(List.of("farm", "--home", "/tmp/y/../x"), environment)
                        .home());
        assertEquals(
                Path.of("/srv/tablao"),
                Arguments.parse(List.of("farm"), environment).home());
        assertEquals(
                Path.of(System.getProperty("user.home"), ".tablao"),
                parse("farm").home());
    }

    @Test
    void writesAnIpv6AddressAsUrlsWantIt() throws LaunchException {
        assertEquals(
                Optional.of(URI.create("http://[::1]:8080")),
                parse("server", "--bind", "::1").url());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~~                                   | Name at least one role: farm, server, manager, worker, dashboard.
                    wroker                               | There is no role 'wroker'; there are farm, server, manager, worker, dashboard.
                    farm --prot 1                        | There is no option --prot; there are --address, --bind, --debug, --home, --join, --join-file, --manager, --name, --port, --ready-within, --server, --tls.
                    farm --port                          | Option --port needs a value.
                    farm --port --debug                  | Option --port needs a value.
                    farm --port 0                        | --port '0' is not a number from 1 to 65535.
                    farm --port eighty                   | --port 'eighty' is not a number from 1 to 65535.
                    farm --port 1 --port 2               | Option --port is given twice.
                    farm --bind 0.0.0.0                  | --bind 0.0.0.0 would let other hosts in, and without TLS that is refused: add --tls.
                    farm --server nowhere                | --server 'nowhere' is not a URL like http://127.0.0.1:8080.
                    farm --server ftp://h                | --server 'ftp://h' is not a URL like http://127.0.0.1:8080.
                    worker --manager http://192.0.2.1:1  | --manager http://192.0.2.1:1 is on another host and would be called without TLS, which is refused: give https://….
                    worker --manager https://h:1         | A manager with TLS takes a worker that has a certificate: name the server too, --server https://….
                    manager --server http://127.0.0.1 --tls | To listen with --tls this node needs a certificate of its farm: name the server, --server https://….
                    dashboard --server https://h         | A dashboard takes no server with TLS; start it in the server's node: start server dashboard.
                    farm --join a --join-file b          | --join and --join-file say the same thing: give one of them.
                    worker                               | A worker needs --manager URL, or the role manager beside it.
                    worker --manager http://h --port 80  | A worker does not listen: it has no --port.
                    manager                              | A manager needs --server URL, or the role server beside it.
                    dashboard                            | A dashboard needs --server URL, or the role server beside it.
                    """)
    void refusesInOneLineThatNamesWhatIsWrong(String line, String message) {
        List<String> words = line.isBlank() ? List.of() : List.of(line.strip().split(" +"));
        LaunchException refused = assertThrows(LaunchException.class, () -> Arguments.parse(words, Map.of()));
        assertEquals(message, refused.getMessage());
        assertEquals(ExitCode.USAGE, refused.exitCode());
    }

    @Test
    void withTlsANodeListensWhereverItIsToldTo() throws LaunchException {
        Arguments arguments = parse("server", "--tls", "--bind", "0.0.0.0", "--address", "render.example");
        assertEquals(Optional.of(URI.create("https://render.example:8080")), arguments.url());
        assertEquals("0.0.0.0", arguments.bind());
    }

    @Test
    void takesWhatItJoinsWithFromAFileOrTheEnvironment() throws LaunchException {
        List<String> worker = List.of("worker", "--manager", "https://h:1", "--server", "https://h:2");
        assertEquals(
                Optional.of("the-token"),
                Arguments.parse(worker, Map.of("TABLAO_JOIN", "the-token")).join());
        List<String> withFile = new java.util.ArrayList<>(worker);
        withFile.addAll(List.of("--join-file", "/run/token"));
        assertEquals(
                Optional.of("@/run/token"),
                Arguments.parse(withFile, Map.of("TABLAO_JOIN", "the-token")).join());
    }

    @Test
    void refusesAnEmptyValue() {
        LaunchException refused = assertThrows(LaunchException.class, () -> parse("farm", "--name", " "));
        assertEquals("Option --name has an empty value.", refused.getMessage());
    }

    private static Arguments parse(String... words) throws LaunchException {
        return Arguments.parse(List.of(words), Map.of());
    }
}
