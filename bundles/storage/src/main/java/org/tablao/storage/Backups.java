package org.tablao.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The backups that a node has made of its store.
 *
 * @param folder {@code <home>/data/backups}
 * @param clock names them
 */
record Backups(Path folder, Clock clock) {

    static final String SUFFIX = ".tablao-backup";

    /** By name, which begins with the time: the oldest first. */
    List<Path> all() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** Where the next one goes. */
    Path next() {
        return folder.resolve(stamp() + SUFFIX);
    }

    /** Now, as a name that sorts. */
    String stamp() {
        return now().toString().replace(':', '-');
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What an administrator wants this node to begin with. */
    Optional<Path> wanted() {
        return Optional.of(folder.resolveSibling("restore" + SUFFIX)).filter(Files::exists);
    }

    /** Why a backup is not restored, as a sentence. */
    static String refused(Path file, DamageException damage) {
        return "The backup " + file + " cannot be restored: " + damage.getMessage()
                + ". Nothing was changed; without this file the node starts with the store that it had.";
    }

    /** What to do where the store is lost, as a sentence. */
    String advice() {
        return newest().map(file -> "Restore the newest backup: tablao restore --from " + file)
                        .orElse("There is no backup in " + folder
                                + "; restore one from elsewhere: tablao restore --from FILE")
                + " --home " + folder.getParent().getParent() + ".";
    }

    private Optional<Path> newest() {
        try {
            List<Path> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
