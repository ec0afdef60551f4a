package org.tablao.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcWatchTest {

    private static final Pid STORAGE = Pid.of("org.tablao.storage");

    @TempDir
    Path etc;

    private final FakeConfigurations configurations = new FakeConfigurations();

    @Test
    void takesUpWhatIsThereBeforeItIsActiveAndChangesLater() throws Exception {
        configurations.know(STORAGE.component(), FakeAttribute.of("connections", "Integer", 0, null, null));
        Files.writeString(file(), "connections = 8\n");
        EtcWatch watch = watch();
        try {
            assertEquals(Map.of("connections", 8), configurations.current(STORAGE));
            configurations.changes.clear();
            Files.writeString(file(), "connections = 9\n");
            assertEquals(STORAGE, configurations.changes.poll(20, TimeUnit.SECONDS));
            assertEquals(Map.of("connections", 9), configurations.current(STORAGE));
        } finally {
            watch.close();
        }
    }

    @Test
    void endsItsThread() throws Exception {
        watch().close();
        watch().close();
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("tablao-etc")));
    }

    private EtcWatch watch() throws Exception {
        EtcReader reader = new EtcReader(etc, configurations, complaint -> {});
        return new EtcWatch(etc, reader, told -> () -> {});
    }

    private Path file() {
        return etc.resolve(STORAGE + ".cfg");
    }
}
