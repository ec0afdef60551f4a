package org.tablao.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.VersionRange;
import org.tablao.pluginapi.engine.Installation;

class RenderCommandTest {
    private static final Installation OLD = new Installation("3.4.1", Path.of("/opt/old"));
    private static final Installation NEW = new Installation("4.2.0", Path.of("/opt/new"));

    @Test
    void takesTheNewestInstallationOfTheRange() {
        assertEquals(Optional.of(NEW), RenderCommand.newest(List.of(OLD, NEW), VersionRange.valueOf("0")));
        assertEquals(Optional.of(OLD), RenderCommand.newest(List.of(OLD, NEW), VersionRange.valueOf("[3.4,4)")));
    }

    @Test
    void takesNoneOutsideTheRange() {
        assertEquals(Optional.empty(), RenderCommand.newest(List.of(OLD), VersionRange.valueOf("[4,5)")));
    }
}
