package org.tablao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * {@code tablao backup} and {@code tablao restore}: what is done with the store of a home on this host, by who may write there.
 * Not by the server's API: each node has a store, and a damaged one has no server.
 */
final class BackupCommands {
    private static final int SECONDS_BETWEEN_LOOKS = 5;

    private final Map<String, String> environment;
    private final Terminal terminal;

    BackupCommands(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    ExitCode backup(Arguments arguments) throws CliException {
        Path data = data(arguments);
        String to = arguments.option("--to", "");
        arguments.checkAllTaken();
        if (!isRunning(data)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "No node runs on " + data.getParent(),
                    "  A store that is not in use is backed up by copying its folder " + data.resolve("store"));
        }
        Path made = ask(data);
        Path file = made;
        if (!to.isEmpty()) {
            file = Path.of(to).toAbsolutePath();
            copy(made, file);
        }
        BackupFile checked = BackupFile.check(file);
        terminal.out().println(file + ": " + checked.rows() + " rows, of " + checked.madeAt());
        return ExitCode.DONE;
    }

    ExitCode restore(Arguments arguments) throws CliException {
        Path data = data(arguments);
        String from = arguments.option("--from", "");
        boolean sure = arguments.flag("--yes");
        arguments.checkAllTaken();
        if (from.isEmpty()) {
            throw CliException.usage("--from is missing");
        }
        if (isRunning(data)) {
            throw new CliException(
                    ExitCode.REFUSED, "A node runs on " + data.getParent(), "  Stop it; it is restored as it starts");
        }
        BackupFile checked = BackupFile.check(Path.of(from).toAbsolutePath());
        if (!sure) {
            terminal.confirm("Put the store of " + data.getParent() + " back to " + checked.madeAt() + "?");
        }
        Path wanted = data.resolve("restore.tablao-backup");
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(wanted);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, wanted + " cannot be written: " + e.getMessage());
        }
        copy(Path.of(from).toAbsolutePath(), wanted);
        terminal.out()
                .println(checked.rows() + " rows, of " + checked.madeAt()
                        + ": restored when this node starts next (home " + data.getParent() + ")");
        return ExitCode.DONE;
    }

    private Path data(Arguments arguments) {
        String home = arguments.option("--home", environment.getOrDefault("TABLAO_HOME", ""));
        Path folder = home.isEmpty() ? Path.of(System.getProperty("user.home"), ".tablao") : Path.of(home);
        return folder.toAbsolutePath().normalize().resolve("data");
    }

    /** A node has a lock on its home, however it ends. */
    private static boolean isRunning(Path data) throws CliException {
        Path file = data.resolve("lock");
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw new CliException(ExitCode.REFUSED, "The home cannot be looked into: " + e.getMessage());
        }
    }

    /** Puts a request where the node looks for it, and waits for its answer. */
    private static Path ask(Path data) throws CliException {
        Path folder = data.resolve("backups");
        String name = UUID.randomUUID().toString();
        Path done = folder.resolve(name + ".done");
        Path failed = folder.resolve(name + ".failed");
        Path request = folder.resolve(name + ".request");
        if (Files.notExists(folder)) {
            throw new CliException(ExitCode.REFUSED, "The node of " + data.getParent() + " has no store that is open");
        }
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.createFile(request);
            while (true) {
                if (Files.exists(done)) {
                    return Path.of(taken(done));
                } else if (Files.exists(failed)) {
                    throw new CliException(ExitCode.FAILED, "The node could not make a backup: " + taken(failed));
                } else if (!isRunning(data)) {
                    Files.deleteIfExists(request);
                    throw new CliException(ExitCode.FAILED, "The node stopped before the backup was made");
                }
                WatchKey key = watch.poll(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "The node cannot be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "It was interrupted while the node made the backup");
        }
    }

    private static String taken(Path answer) throws IOException {
        String text = Files.readString(answer);
        Files.delete(answer);
        return text;
    }

    /** Under its name there is only a whole file, on the disk. */
    private static void copy(Path from, Path to) throws CliException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            Files.deleteIfExists(part);
            // All that the farm knows: not for everyone on this host.
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(part)) {
                Files.copy(from, out);
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new CliException(ExitCode.REFUSED, to + " exists already");
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, to + " cannot be written: " + e.getMessage());
        }
    }
}
