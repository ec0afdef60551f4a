package org.tablao.auditor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** I6: attempts clean up after themselves, in their home and beside their targets. */
final class FolderAudit {
    private static final String BESIDE = ".tablao";

    private final AttemptBook attempts;
    private final Duration leftoversAfter;
    private final Findings findings;
    private final Set<Path> folders = new TreeSet<>();

    FolderAudit(AttemptBook attempts, Duration leftoversAfter, Findings findings) {
        this.attempts = attempts;
        this.leftoversAfter = leftoversAfter;
        this.findings = findings;
    }

    /** Folders that frames were published to. */
    void beside(Collection<Path> targets) throws IOException {
        for (Path target : targets) {
            addAll(target.resolve(BESIDE));
        }
    }

    /** A worker's folders, and those beside targets that they name. */
    void own(Home home) throws IOException {
        for (Path folder : home.attempts()) {
            folders.add(folder);
            Path list = folder.resolve("beside");
            if (Files.isRegularFile(list)) {
                Files.readAllLines(list).stream()
                        .map(Path::of)
                        .filter(Files::isDirectory)
                        .forEach(folders::add);
            }
        }
    }

    void run() throws IOException {
        Instant since = Instant.now().minus(leftoversAfter);
        for (Path folder : folders) {
            String attempt = folder.getFileName().toString();
            Instant touched = Files.getLastModifiedTime(folder).toInstant();
            if (!attempts.isOpen(attempt) && touched.isBefore(since)) {
                findings.violation(
                        Invariant.I6,
                        folder.toString(),
                        "is left of an attempt that is " + attempts.fate(attempt) + ", untouched since " + touched);
            }
        }
        findings.lookedAt("folders of attempts", folders.size());
    }

    private void addAll(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                found.filter(Files::isDirectory).forEach(folders::add);
            }
        }
    }
}
