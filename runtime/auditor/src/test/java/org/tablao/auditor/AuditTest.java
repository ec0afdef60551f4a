package org.tablao.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of a store in the home. */
class AuditTest extends AuditContract {
    @Override
    SampleHome sample(Path root) throws IOException, SQLException {
        return new SampleHome(root, new SampleDerby(root.resolve("farm/data/store")));
    }

    @Test
    void leavesTheStoreAsItIs() throws IOException {
        List<Path> before = filesOf(home.folder.resolve("data/store"));
        verify();
        assertEquals(before, filesOf(home.folder.resolve("data/store")));
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
