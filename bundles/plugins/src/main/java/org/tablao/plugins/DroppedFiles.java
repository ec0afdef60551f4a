package org.tablao.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * The jars of a folder, as two looks in a row saw them: one that still grows is not whole, whoever writes it, and is left alone
 * until it rests.
 */
final class DroppedFiles {
    /** What tells that a file was written to, or is another one. */
    record Stamp(Object key, long modified, long size) {}

    private final Path folder;
    private Map<Path, Stamp> lastLook = Map.of();
    private int looks;

    DroppedFiles(Path folder) {
        this.folder = folder;
    }

    /** All jars that are there; {@code resting} tells which did not change since the look before. */
    record Look(Map<Path, Stamp> present, Map<Path, Stamp> resting) {}

    Look look() throws IOException {
        Map<Path, Stamp> present = new HashMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                stamp(jar, present);
            }
        }
        Map<Path, Stamp> resting = new HashMap<>(present);
        resting.entrySet().retainAll(lastLook.entrySet());
        lastLook = Map.copyOf(present);
        looks++;
        return new Look(present, resting);
    }

    /** From then on a file that is there has been seen resting, or is being written. */
    boolean hasLookedTwice() {
        return looks > 1;
    }

    private static void stamp(Path jar, Map<Path, Stamp> present) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(jar, BasicFileAttributes.class);
            if (now.isRegularFile()) {
                // The key tells apart two files of one size that were moved in within one tick of the clock.
                Object key = now.fileKey() == null ? "" : now.fileKey();
                present.put(jar, new Stamp(key, now.lastModifiedTime().toMillis(), now.size()));
            }
        } catch (NoSuchFileException e) {
            // Removed between listing and looking: it is not there.
            present.remove(jar);
        }
    }
}
