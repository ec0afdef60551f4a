package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each package that the product is named for does work in it: seen in a running node, and on the tests' own class path. */
class NamedPackagesTest {
    private static final int ACTIVE = 32;

    @TempDir
    Path folder;

    @Test
    void areActiveInTheRunningFarm() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port)) {
            Api api = new Api(port, farm.adminToken());
            Map<String, Integer> states = new TreeMap<>();
            api.read("/system/console/bundles.json")
                    .get("data")
                    .forEach(bundle -> states.put(
                            bundle.get("symbolicName").asText(),
                            bundle.get("stateRaw").asInt()));

            for (String name : new String[] {
                "org.apache.felix.framework",
                "org.apache.felix.scr",
                "org.eclipse.jetty.server",
                "org.glassfish.jersey.containers.jersey-container-servlet",
                "org.tablao.derby"
            }) {
                assertEquals(ACTIVE, states.getOrDefault(name, 0), name + " in " + states);
            }
            assertJerseyAnswersAndJettyServes(api);
            assertDerbyKeepsTheRows(farm.home());
        }
    }

    @Test
    void builtTheBundles() throws IOException {
        try (Stream<Path> jars = Files.list(Distribution.folder().resolve("bundles"))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("org.tablao.")
                            || file.getFileName().toString().startsWith("server-"))
                    .toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    assertTrue(
                            file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName") != null,
                            jar::toString);
                }
            }
        }
    }

    private static void assertJerseyAnswersAndJettyServes(Api api) throws Exception {
        Api.Answer answer = api.get("/api/v1/no-such-route");
        assertEquals(404, answer.status());
        assertEquals("application/problem+json", answer.header("content-type"));
        JsonNode services = api.read("/system/console/services.json").get("data");
        assertTrue(services.toString().contains("org.tablao.rest"), services::toString);
    }

    private static void assertDerbyKeepsTheRows(Path home) {
        assertTrue(
                Files.isRegularFile(home.resolve("data/store/service.properties")), "a Derby database is in the home");
    }
}
