package org.tablao.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The backups that a node has made of its store. */
record Backups(Path folder) {

    static final String SUFFIX = ".tablao-backup";

    /** By name, which begins with the time. */
    Optional<Path> newest() {
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What to do where the store is lost, as a sentence. */
    String advice() {
        return newest().map(file -> "Restore the newest backup: tablao restore --from " + file)
                        .orElse("There is no backup in " + folder
                                + "; restore one from elsewhere: tablao restore --from FILE")
                + " --home " + folder.getParent().getParent() + ".";
    }
}
