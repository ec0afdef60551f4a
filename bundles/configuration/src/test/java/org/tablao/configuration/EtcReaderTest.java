package org.tablao.configuration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcReaderTest {

    private static final Pid STORAGE = Pid.of("org.tablao.storage");

    @TempDir
    Path etc;

    private final FakeConfigurations configurations = new FakeConfigurations();
    private final List<String> complaints = new ArrayList<>();
    private EtcReader reader;

    @BeforeEach
    void knowsStorage() {
        reader = new EtcReader(etc, configurations, complaints::add);
        configurations.know(
                "org.tablao.storage",
                FakeAttribute.of("connections", "Integer", 0, "2", "64"),
                FakeAttribute.of("driver.target", "String", 0, null, null),
                FakeAttribute.of("sync", "Boolean", 0, null, null),
                FakeAttribute.of("factor", "Double", 0, null, null),
                FakeAttribute.of("hosts", "String", 9, null, null),
                FakeAttribute.of("ports", "Integer", 9, "1", null));
    }

    @Test
    void givesEachValueTheTypeOfItsAttribute() throws IOException {
        write(
                STORAGE,
                """
                # how much
                connections = 8
                driver.target = (a=ñ=1)
                sync=true
                factor = 1.5
                """);
        reader.readAll();
        assertEquals(
                Map.of("connections", 8, "driver.target", "(a=ñ=1)", "sync", true, "factor", 1.5),
                configurations.current(STORAGE));
        assertEquals(List.of(), complaints);
    }

    @Test
    void splitsListsAtCommas() throws IOException {
        write(STORAGE, "hosts = a, b\nports = 1,2\n");
        reader.readAll();
        assertArrayEquals(new String[] {"a", "b"}, (String[])
                configurations.current(STORAGE).get("hosts"));
        assertArrayEquals(new Integer[] {1, 2}, (Integer[])
                configurations.current(STORAGE).get("ports"));
    }

    @Test
    void aWrongValueLeavesTheOldOneAndIsSaidInOneLine() throws IOException {
        write(STORAGE, "connections = 8\nsync = false\n");
        reader.readAll();
        write(STORAGE, "connections = many\nsync = true\n");
        reader.readAll();
        assertEquals(Map.of("connections", 8, "sync", true), configurations.current(STORAGE));
        assertEquals(List.of(file(STORAGE) + ": connections is 'many', which is no whole number in range"), complaints);
    }

    @Test
    void aWrongValueAtFirstLeavesTheDefault() throws IOException {
        write(STORAGE, "connections = 1\nsync = yes\nfactor = 2\n");
        reader.readAll();
        assertEquals(Map.of("factor", 2.0), configurations.current(STORAGE));
        assertEquals(
                List.of(
                        file(STORAGE) + ": connections is '1': less than minimum",
                        file(STORAGE) + ": sync is 'yes', which is neither true nor false"),
                complaints);
    }

    @Test
    void namesKeysThatNobodyKnowsAndLinesThatSayNothing() throws IOException {
        write(STORAGE, "conections = 8\nnonsense\nsync = true\nsync = false\n");
        reader.readAll();
        assertEquals(Map.of("sync", true), configurations.current(STORAGE));
        assertEquals(
                List.of(
                        file(STORAGE) + ": line 2 is not of the form key = value",
                        file(STORAGE) + ": sync is there twice, the first one counts",
                        file(STORAGE) + ": conections is not known; known are connections, driver.target, sync, factor,"
                                + " hosts, ports"),
                complaints);
    }

    @Test
    void leavesAConfigurationWhoseFileIsNoText() throws IOException {
        write(STORAGE, "connections = 8\n");
        reader.readAll();
        Files.write(file(STORAGE), new byte[] {(byte) 0xC3, (byte) 0x28});
        reader.readAll();
        assertEquals(Map.of("connections", 8), configurations.current(STORAGE));
        assertEquals(List.of(file(STORAGE) + " was not taken up: it is not UTF-8"), complaints);
    }

    @Test
    void aFileThatIsGoneGivesTheDefaultsBack() throws IOException {
        write(STORAGE, "connections = 8\n");
        reader.readAll();
        Files.delete(file(STORAGE));
        reader.readAll();
        assertEquals(Map.of(), configurations.values);
    }

    @Test
    void aFileWaitsForTheBundleThatKnowsIt() throws IOException {
        Pid mail = Pid.of("studio.mail~night");
        write(mail, "port = 25\n");
        reader.readAll();
        assertEquals(Map.of(), configurations.values);
        configurations.know("studio.mail", FakeAttribute.of("port", "Integer", 0, null, null));
        reader.readWaiting();
        assertEquals(Map.of(mail, Map.of("port", 25)), configurations.values);
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        Files.writeString(etc.resolve("org.tablao.storage.cfg.swp"), "connections = 9");
        reader.readAll();
        assertEquals(Map.of(), configurations.values);
        assertEquals(List.of(), complaints);
    }

    private void write(Pid pid, String text) throws IOException {
        Files.writeString(file(pid), text);
    }

    private Path file(Pid pid) {
        return etc.resolve(pid + ".cfg");
    }
}
