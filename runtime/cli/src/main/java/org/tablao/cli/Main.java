package org.tablao.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The client's entry. */
public final class Main {
    private Main() {}

    /** Ends the process with one of the {@link ExitCode}s. */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Terminal terminal = new Terminal(System.in, out, err, System.console() != null);
        ExitCode code = new Client(System.getenv(), terminal, Duration.ofSeconds(2)).run(List.of(arguments));
        out.flush();
        err.flush();
        System.exit(code.status());
    }

    /** UTF-8 whatever the locale, as the server's texts are. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
