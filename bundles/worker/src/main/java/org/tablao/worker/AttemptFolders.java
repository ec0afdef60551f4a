package org.tablao.worker;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.worker.TaskLease;

/** The folders of one attempt: its own in the home, and one beside each target. Any thread. */
final class AttemptFolders {
    static final String BESIDE = ".tablao";
    private static final String LIST = "beside";

    private static final Logger LOG = LoggerFactory.getLogger(AttemptFolders.class);

    private final String attemptId;
    private final Path own;
    private final Set<Path> beside = ConcurrentHashMap.newKeySet();

    /** A job that has another manager now may number an attempt as the one before did, which may still write. */
    static String nameOf(TaskLease lease) {
        long epoch = lease.claim().epoch();
        return epoch > 1 ? lease.leaseId() + "-" + epoch : lease.leaseId();
    }

    /** @param own its folder under the home */
    AttemptFolders(String attemptId, Path own) {
        this.attemptId = attemptId;
        this.own = own;
    }

    void open() throws IOException {
        Files.createDirectories(own.getParent());
        makePrivate(own);
        Files.createDirectories(scratch());
    }

    Path scratch() {
        return own.resolve("scratch");
    }

    Path logFile() {
        return own.resolve("log");
    }

    /** @throws IOException also for a target that is not a plain absolute path */
    Path pending(Path target) throws IOException {
        if (!target.isAbsolute() || !target.normalize().equals(target) || target.getFileName() == null) {
            throw new IOException(target + " is not a plain absolute path");
        }
        Path all = target.resolveSibling(BESIDE);
        Path ours = all.resolve(attemptId);
        if (!beside.contains(ours)) {
            Files.createDirectories(all);
            // Written down first, so that a start after a crash knows what to remove.
            Files.writeString(own.resolve(LIST), ours + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            makePrivate(ours);
            beside.add(ours);
        }
        return ours.resolve(target.getFileName());
    }

    List<String> beside() {
        return beside.stream().map(Path::toString).sorted().toList();
    }

    void removeBeside() {
        removeBeside(new ArrayList<>(beside));
    }

    void removeOwn() {
        removeTree(own);
    }

    /** Removes what attempts of an earlier process left, beside targets too, but for those whose report is open. */
    static void removeOrphans(Path attempts, Set<String> open) {
        if (!Files.isDirectory(attempts)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(attempts)) {
            for (Path folder : folders) {
                Path list = folder.resolve(LIST);
                if (Files.exists(list) && !open.contains(folder.getFileName().toString())) {
                    removeBeside(Files.readAllLines(list).stream().map(Path::of).toList());
                }
                removeTree(folder);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be emptied: {}", attempts, e.toString());
        }
    }

    static void removeBeside(List<Path> folders) {
        for (Path folder : folders) {
            removeTree(folder);
            try {
                Files.deleteIfExists(folder.getParent());
            } catch (DirectoryNotEmptyException e) {
                LOG.debug("{} serves other attempts", folder.getParent());
            } catch (IOException e) {
                LOG.warn("{} cannot be removed: {}", folder.getParent(), e.toString());
            }
        }
    }

    static void removeTree(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path done, IOException problem) throws IOException {
                    Files.deleteIfExists(done);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", folder);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", folder, e.toString());
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
