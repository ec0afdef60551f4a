package org.tablao.worker;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.tablao.nodeapi.node.Failpoint;
import org.tablao.nodeapi.worker.ReportedFile;

/** Puts accepted files in place, each by one rename. May be done again: what is in place already is known by its checksum. */
final class Publication {
    private Publication() {}

    /** The right to put files in place ended before all were. */
    static final class Overdue extends Exception {
        private static final long serialVersionUID = 1;

        Overdue(Path target) {
            super("the right to publish " + target + " has ended");
        }
    }

    /**
     * @param mayGoOn asked right before each rename: whether the attempt may still be published
     * @return why a file could not be put in place; empty when all are, and on the disk
     * @throws Overdue where it may not
     */
    static Optional<String> finish(List<ReportedFile> files, BooleanSupplier mayGoOn) throws Overdue {
        Set<Path> folders = new LinkedHashSet<>();
        try {
            for (ReportedFile file : files) {
                Path target = Path.of(file.targetPath());
                Path pending = Path.of(file.pendingPath());
                if (!mayGoOn.getAsBoolean()) {
                    throw new Overdue(target);
                }
                if (!renamed(pending, target) && !inPlace(target, file)) {
                    return Optional.of(target + " could not be published: the rendered file is gone.");
                }
                // Also what was in place already: who renamed it may have died before it was on the disk.
                folders.add(target.getParent());
                Failpoint.at("worker.between-renames");
            }
            for (Path folder : folders) {
                Journal.sync(folder);
            }
            return Optional.empty();
        } catch (AtomicMoveNotSupportedException e) {
            return Optional.of("The file system of " + e.getOtherFile() + " cannot rename a file in one step.");
        } catch (IOException e) {
            return Optional.of("A file could not be published: " + e + ".");
        }
    }

    /** The manager may settle it at the same time: then it is gone between a look and the rename. */
    private static boolean renamed(Path pending, Path target) throws IOException {
        try {
            Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean inPlace(Path target, ReportedFile file) throws IOException {
        return Files.exists(target)
                && Files.size(target) == file.sizeBytes()
                && Checksum.of(target).equals(file.sha256());
    }
}
