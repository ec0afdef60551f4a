package org.tablao.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped distribution under test, and the project's folders beside it. */
public final class Distribution {
    private Distribution() {}

    public static Path project() {
        return Path.of("").toAbsolutePath().getParent();
    }

    public static Path folder() {
        Path folder = project().resolve("runtime/target/tablao");
        if (!Files.isExecutable(folder.resolve("bin/tablao"))) {
            throw new IllegalStateException(folder + " is not built: run 'mvn install' in the project's root");
        }
        return folder;
    }

    public static String command() {
        return folder().resolve("bin/tablao").toString();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
