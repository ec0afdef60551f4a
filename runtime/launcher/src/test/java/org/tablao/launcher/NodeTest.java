package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

    @TempDir
    Path folder;

    private Distribution distribution;

    @BeforeEach
    void laysADistribution() throws IOException {
        distribution = new Distribution(folder.resolve("distribution"));
        Files.createDirectories(distribution.bundles());
        Files.createDirectories(distribution.folder().resolve("roles"));
    }

    @Test
    void isReadyWhenItsRoleSaysSo() throws Exception {
        role("worker", TinyBundle.readyWorker());
        try (Home home = home()) {
            Node node = node(home, "worker", "--manager", "http://127.0.0.1:9");
            node.start();
            assertEquals(1, Deployment.read(home.deployment()).bundles().size());
            node.stop();
            node.awaitStop();
        }
    }

    @Test
    void canBeStoppedWhileItsRolesStart() throws Exception {
        role("worker", TinyBundle.stopper());
        try (Home home = home()) {
            Node node = node(home, "worker", "--manager", "http://127.0.0.1:9");
            node.start();
            node.awaitStop();
            assertFalse(node.isRunning());
        }
    }

    @Test
    void tellsWhichRoleIsNotReady() throws Exception {
        role("worker", TinyBundle.named("idle", "1.0.0"));
        try (Home home = home()) {
            Node node = node(home, "worker", "--manager", "http://127.0.0.1:9", "--ready-within", "1");
            LaunchException refused = assertThrows(LaunchException.class, node::start);
            node.stop();
            assertEquals(ExitCode.NOT_READY, refused.exitCode());
            assertEquals(
                    "Not ready after 1 s: worker.\n  Service Component Runtime is not running", refused.getMessage());
        }
    }

    @Test
    void startsTheSetsOfSeveralRolesAsOneWithEachBundleOnce() throws Exception {
        byte[] shared = TinyBundle.named("shared", "1.0.0");
        role("worker", TinyBundle.readyWorker(), shared);
        role("manager", shared, TinyBundle.named("manager", "1.0.0"));
        assertEquals(3, distribution.bundlesOf(List.of("worker", "manager")).size());
    }

    @Test
    void refusesARoleThatTheDistributionLacks() {
        LaunchException refused = assertThrows(LaunchException.class, () -> distribution.bundlesOf(List.of("worker")));
        assertEquals(ExitCode.DISTRIBUTION_BROKEN, refused.exitCode());
        assertEquals(
                "The distribution's " + distribution.folder().resolve("roles/worker.json")
                        + " cannot be read. Unpack it again.",
                refused.getMessage());
    }

    @Test
    void makesADamagedDeploymentAnew() throws Exception {
        role("worker", TinyBundle.readyWorker());
        try (Home home = home()) {
            Files.writeString(home.deployment(), "{ half");
            Node node = node(home, "worker", "--manager", "http://127.0.0.1:9");
            node.start();
            node.stop();
            assertEquals(1, Deployment.read(home.deployment()).bundles().size());
        }
    }

    @Test
    void keepsAJoinTokenOutOfWhatAConsoleShows() throws Exception {
        role("worker", TinyBundle.readyWorker());
        try (Home home = home()) {
            Node node = node(home, "worker", "--manager", "http://127.0.0.1:9", "--join", "hush");
            assertEquals("@" + home.data().resolve("join.given"), node.property("tablao.join"));
            assertFalse(node.property("tablao.join").contains("hush"));
            assertTrue(Files.readString(home.data().resolve("join.given")).contains("hush"));
        }
    }

    @Test
    void refusesAJoinFileThatIsNotThere() throws Exception {
        role("worker", TinyBundle.readyWorker());
        try (Home home = home()) {
            LaunchException refused = assertThrows(
                    LaunchException.class,
                    () -> node(home, "worker", "--manager", "http://127.0.0.1:9", "--join", "@/no/such"));
            assertEquals("--join @/no/such: the file /no/such cannot be read.", refused.getMessage());
        }
    }

    private Home home() throws LaunchException {
        return Home.open(folder.resolve("home"));
    }

    private Node node(Home home, String... words) throws LaunchException {
        return new Node(Arguments.parse(List.of(words), Map.of()), distribution, home, System.err);
    }

    private void role(String role, byte[]... jars) throws IOException {
        List<String> bundles = new ArrayList<>();
        for (byte[] jar : jars) {
            String digest = TinyBundle.digest(jar);
            BundleEntry entry =
                    TinyBundle.entry(jar, digest.substring(0, 8), BundleEntry.DISTRIBUTION, distribution.bundles());
            bundles.add(entry.toJson().replace(distribution.bundles() + "/", ""));
        }
        Files.writeString(
                distribution.folder().resolve("roles").resolve(role + ".json"),
                "{\"bundles\": [" + String.join(",", bundles) + "]}");
    }
}
