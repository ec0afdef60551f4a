package org.tablao.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void placeTheFile() {
        file = home.resolve("data/admin.token");
    }

    @Test
    void makesATokenThatOnlyTheOwnerCanRead() throws IOException {
        String token = new TokenFile(file).readOrMake();
        assertTrue(token.matches("[A-Za-z0-9_-]{43}"), token);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void keepsTheTokenAtTheNextStart() throws IOException {
        String token = new TokenFile(file).readOrMake();
        assertEquals(token, new TokenFile(file).readOrMake());
    }

    @Test
    void narrowsAFileThatOthersCouldRead() throws IOException {
        new TokenFile(file).readOrMake();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        new TokenFile(file).readOrMake();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void makesATokenWhereAKilledNodeLeftAHalfOne() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling("admin.token.new"), "half");
        assertTrue(new TokenFile(file).readOrMake().length() == 43);
    }

    @Test
    void refusesAFileThatHoldsNoToken() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "secret\n");
        IOException refused = assertThrows(IOException.class, () -> new TokenFile(file).readOrMake());
        assertEquals(file + " holds no token of 43 or more letters: delete it and start again", refused.getMessage());
    }
}
