package org.tablao.auditor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** {@code tablao audit verify}. */
public final class Main {
    private Main() {}

    /** Ends the process with one of the {@link ExitCode}s. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err).status());
    }

    static ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(Order.USAGE);
            out.println("\nExit codes");
            Arrays.stream(ExitCode.values()).forEach(code -> out.printf("  %2d  %s%n", code.status(), code.meaning()));
            return ExitCode.CLEAN;
        }
        try {
            Findings findings = new Audit(Order.parse(arguments)).run();
            findings.lookedAt().forEach((kind, count) -> out.println(count + " " + kind));
            findings.violations().forEach(out::println);
            if (findings.violations().isEmpty()) {
                out.println("clean");
                return ExitCode.CLEAN;
            }
            findings.violations().stream()
                    .map(Findings.Violation::invariant)
                    .distinct()
                    .sorted()
                    .forEach(broken -> out.println(broken + " does not hold: " + broken.meaning()));
            return ExitCode.VIOLATED;
        } catch (Refused e) {
            err.println(e.getMessage());
            return e.code();
        } catch (IOException | SQLException e) {
            err.println("The audit could not be done: " + e.getMessage());
            return ExitCode.UNUSABLE;
        }
    }
}
