package org.tablao.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootedPathsTest {
    @TempDir
    Path data;

    private Path root;
    private RootedPaths paths;

    @BeforeEach
    void makeTheRoot() throws Exception {
        data = data.toRealPath();
        root = Files.createDirectory(data.resolve("adm"));
        paths = new RootedPaths(root);
    }

    @Test
    void resolvesWhatLiesUnderTheRoot() throws Exception {
        assertEquals(root.resolve("shot/frame 1.png"), paths.resolve("shot/frame 1.png"));
        assertEquals(root.resolve("shot/ä..b.png"), paths.resolve(root + "/shot/ä..b.png"));
    }

    @Test
    void doesNotTakeALongerNameForTheRoot() throws Exception {
        Files.createDirectory(data.resolve("admin"));
        refused(data + "/admin", "is not under " + root);
        refused(data + "/admin/secret", "is not under " + root);
    }

    @Test
    void refusesToLeaveTheRoot() {
        refused("../x", "has a part '..'");
        refused("a/../../x", "has a part '..'");
        refused(root + "/../x", "has a part '..'");
        refused("./x", "has a part '.'");
        refused("/etc/passwd", "is not under " + root);
    }

    @Test
    void refusesALinkThatLeadsOutside() throws Exception {
        Files.createDirectory(data.resolve("other"));
        Files.createSymbolicLink(root.resolve("out"), data.resolve("other"));
        Files.createSymbolicLink(root.resolve("dangling"), data.resolve("not there yet"));
        refused("out", "leads out of " + root + " by a link");
        refused("out/new/file.png", "leads out of " + root + " by a link");
        refused("dangling", "leads out of " + root + " by a link");
    }

    @Test
    void followsALinkThatStaysInside() throws Exception {
        Files.createDirectory(root.resolve("v2"));
        Files.createSymbolicLink(root.resolve("latest"), root.resolve("v2"));
        assertEquals(root.resolve("latest/x.png"), paths.resolve("latest/x.png"));
    }

    @Test
    void refusesWhatIsEmpty() {
        refused("", "is empty");
        refused("a//b", "has an empty part");
        refused("a/", "has an empty part");
    }

    @Test
    void saysWhichPathItRefusedWithoutItsControlCharacters() {
        RefusedPath problem = assertThrows(RefusedPath.class, () -> paths.resolve("a\0b\nc"));
        assertEquals("'a\\x00b\\x0ac' has a character that not every system allows in a name", problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:/x", "a\\b", "a:stream", "what?", "NUL", "con.png", "shot/LPT1 .txt", "x.", "x ", "a<b"})
    void refusesNamesThatWindowsTakesForSomethingElse(String path) {
        assertThrows(RefusedPath.class, () -> paths.resolve(path));
    }

    private void refused(String path, String reason) {
        RefusedPath problem = assertThrows(RefusedPath.class, () -> paths.resolve(path));
        assertEquals("'" + path + "' " + reason, problem.getMessage());
    }
}
