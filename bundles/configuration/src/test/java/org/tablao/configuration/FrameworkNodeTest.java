package org.tablao.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkNodeTest {

    @TempDir
    Path home;

    @Test
    void tellsWhatTheLauncherSaid() {
        FrameworkNode node = node(Map.of(
                "tablao.roles", "worker, manager",
                "tablao.port", "8081",
                "tablao.name", "w1",
                "tablao.server", "http://127.0.0.1:8080",
                "tablao.manager", "http://127.0.0.1:9"));
        assertEquals(Set.of("worker", "manager"), node.roles());
        assertEquals("w1", node.name());
        assertEquals("0.1.0", node.version());
        assertEquals(home, node.home());
        assertEquals(home.resolve("data"), node.data());
        assertEquals(Optional.of(8081), node.port());
        assertEquals(Optional.of(URI.create("http://127.0.0.1:8081")), node.url());
        assertEquals(Optional.of(URI.create("http://127.0.0.1:8080")), node.server());
        assertEquals(Optional.of(URI.create("http://127.0.0.1:9")), node.manager());
    }

    @Test
    void spellsTheFarmOut() {
        assertEquals(
                Set.of("server", "manager", "worker", "dashboard"),
                node(Map.of("tablao.roles", "farm")).roles());
    }

    @Test
    void aNodeThatDoesNotListenHasNoUrl() {
        FrameworkNode node = node(Map.of());
        assertEquals(Optional.empty(), node.port());
        assertEquals(Optional.empty(), node.url());
        assertEquals(Optional.empty(), node.server());
        assertEquals(Optional.empty(), node.manager());
        assertFalse(node.name().isEmpty());
    }

    @Test
    void readsTheJoinTokenOfTheHomeAnewAtEachCall() throws IOException {
        FrameworkNode node = node(Map.of());
        assertEquals(Optional.empty(), node.joinToken());
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/join.token"), "first\n");
        assertEquals(Optional.of("first"), node.joinToken());
        Files.writeString(home.resolve("data/join.token"), "second\n");
        assertEquals(Optional.of("second"), node.joinToken());
    }

    @Test
    void readsTheJoinTokenFromTheFileThatWasNamed() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/join.token"), "ours");
        Path file = Files.writeString(home.resolve("theirs"), "theirs\n");
        assertEquals(
                Optional.of("theirs"), node(Map.of("tablao.join", "@" + file)).joinToken());
    }

    @Test
    void refusesATokenThatIsAProperty() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> node(Map.of("tablao.join", "s3cret")));
        assertEquals("The framework property tablao.join names a file: @/path/of/the/file.", refused.getMessage());
    }

    @Test
    void refusesToBeWithoutAHome() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> new FrameworkNode(property -> Optional.empty(), "0.1.0"));
        assertEquals("The framework property tablao.home is missing.", refused.getMessage());
    }

    private FrameworkNode node(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("tablao.home", home.toString());
        return new FrameworkNode(property -> Optional.ofNullable(all.get(property)), "0.1.0");
    }
}
