package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void makesItsFolders() throws Exception {
        try (Home home = Home.open(folder.resolve("new/home"))) {
            for (String name : new String[] {"etc", "plugins", "data", "log"}) {
                assertTrue(Files.isDirectory(home.folder().resolve(name)), name);
            }
        }
    }

    @Test
    void refusesASecondHolderAndNamesTheFirst() throws Exception {
        try (Home first = Home.open(folder)) {
            LaunchException refused = assertThrows(LaunchException.class, () -> Home.open(first.folder()));
            assertEquals(ExitCode.HOME_IN_USE, refused.exitCode());
            assertEquals(
                    "The home " + folder + " is in use by process "
                            + ProcessHandle.current().pid() + ". Give this node another --home.",
                    refused.getMessage());
        }
    }

    @Test
    void canBeHeldAgainWhenTheFirstHasEnded() throws Exception {
        Home.open(folder).close();
        Home.open(folder).close();
    }

    @Test
    void refusesAHomeThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        LaunchException refused = assertThrows(LaunchException.class, () -> Home.open(file));
        assertEquals(ExitCode.HOME_UNUSABLE, refused.exitCode());
        assertTrue(refused.getMessage().startsWith("The home " + file + " cannot be written to ("));
    }

    @Test
    void keepsAJoinTokenForItsUserAlone() throws Exception {
        try (Home home = Home.open(folder)) {
            home.keepJoinToken("first");
            Path file = home.keepJoinToken("secret");
            assertEquals("secret", Files.readString(file));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.data())));
        }
    }
}
