package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    @TempDir
    Path folder;

    @Test
    void refusesAnUnknownRole() throws Exception {
        assertRefused(2, "juggler", "juggler");
    }

    @Test
    void refusesAnUnknownOption() throws Exception {
        assertRefused(2, "--jobs", "server", "--jobs", "3");
    }

    @Test
    void refusesAPortThatIsNoNumber() throws Exception {
        assertRefused(2, "--port", "server", "--port", "eighty");
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(3, "" + taken.getLocalPort(), "server", "--port", "" + taken.getLocalPort());
        }
    }

    @Test
    void refusesAHomeThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        NodeProcess node = NodeProcess.begin(file, "server", "--port", "" + Distribution.freePort());

        assertEquals(4, node.awaitExit(), node::output);
        assertOneLineWith(node, file.toString());
    }

    @Test
    void refusesToListenBeyondLoopback() throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("etc"));
        assertRefused(2, "0.0.0.0", "server", "--bind", "0.0.0.0");
    }

    @Test
    void refusesASecondProcessOnAHomeAndEndsTheFirstInGoodOrder() throws Exception {
        Path home = folder.resolve("shared");
        try (NodeProcess first = NodeProcess.start(home, "server", "--port", "" + Distribution.freePort())) {
            NodeProcess second = NodeProcess.begin(home, "server", "--port", "" + Distribution.freePort());

            assertEquals(5, second.awaitExit(), second::output);
            assertOneLineWith(second, home.toString());
            assertTrue(first.isAlive());
            assertEquals(0, first.stop(), first::output);
        }
    }

    @Test
    void keepsItsSecretsToTheOwnerOfTheHome() throws Exception {
        try (NodeProcess server =
                NodeProcess.start(folder.resolve("server"), "server", "--port", "" + Distribution.freePort())) {
            for (String secret : List.of("data/admin.token", "data/join.token")) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(server.home().resolve(secret))),
                        secret);
            }
            assertTrue(!server.output().contains(server.adminToken()), "the token is in the log");
        }
    }

    private void assertRefused(int code, String named, String... arguments) throws IOException, InterruptedException {
        NodeProcess node = NodeProcess.begin(folder.resolve("home"), arguments);
        assertEquals(code, node.awaitExit(), node::output);
        assertOneLineWith(node, named);
    }

    private static void assertOneLineWith(NodeProcess node, String named) {
        assertEquals(1, node.output().lines().count(), node::output);
        assertTrue(node.output().contains(named), node::output);
    }
}
