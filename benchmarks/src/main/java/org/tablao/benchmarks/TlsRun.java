package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;

/**
 * The part of {@link TlsBenchmark} that runs in a process of its own, with both compilers: the first alone knows no AES instructions,
 * and what the load generator's half of TLS costs the server does not get. Prints a line a window.
 */
final class TlsRun {
    static final int WORKERS = 100;
    private static final int TURNS = 2;

    private TlsRun() {}

    /** @param words project, distribution, and which sizes */
    public static void main(String[] words) throws IOException, InterruptedException, GeneralSecurityException {
        Sizes sizes = Sizes.named(words[2]);
        try (Workplace workplace = Workplace.with(Path.of(words[0]), Path.of(words[1]));
                Farm without = Farm.start(workplace, StoreKind.DERBY);
                Farm with = Farm.startWithTls(workplace)) {
            TaskBenchmark plain = new TaskBenchmark(without, sizes);
            TaskBenchmark secure = new TaskBenchmark(with, sizes);
            plain.warmUp();
            secure.warmUp();
            for (int turn = 0; turn < TURNS; turn++) {
                print("plain", plain.measure(WORKERS, TaskBenchmark.USUAL_BACKLOG));
                print("TLS", secure.measure(WORKERS, TaskBenchmark.USUAL_BACKLOG));
            }
        }
    }

    private static void print(String name, List<TaskBenchmark.Window> windows) {
        windows.forEach(window -> System.out.println(
                String.format(Locale.ROOT, "%s %f %f", name, window.perSecond(), window.cpuMillisPerTask())));
    }
}
