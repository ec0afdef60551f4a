package org.tablao.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder where a node keeps what is its own, held by one process at a time. */
final class Home implements AutoCloseable {

    private static final List<String> FOLDERS = List.of("etc", "plugins", "data", "log");

    private final Path folder;
    private final FileChannel lockFile;

    private Home(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Makes what is missing, and takes the lock. */
    static Home open(Path folder) throws LaunchException {
        try {
            for (String name : FOLDERS) {
                Files.createDirectories(folder.resolve(name));
            }
            Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwx------"));
            FileChannel channel = FileChannel.open(
                    folder.resolve("data").resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return locked(folder, channel);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.HOME_UNUSABLE, "The home " + folder + " cannot be written to (" + reason(e) + ").");
        }
    }

    private static Home locked(Path folder, FileChannel channel) throws IOException, LaunchException {
        // The lock ends with the channel, and that with the process, however it dies.
        if (!isLocked(channel)) {
            String holder = holder(channel);
            channel.close();
            throw new LaunchException(
                    ExitCode.HOME_IN_USE,
                    "The home " + folder + " is in use by process " + holder + ". Give this node another --home.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new Home(folder, channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** The framework's own copy of the bundles; made anew when it is missing. */
    Path cache() {
        return data().resolve("cache");
    }

    Path deployment() {
        return folder.resolve(Deployment.FILE);
    }

    /** An administrator's own logging, where there is one. */
    Path logback() {
        return folder.resolve("etc").resolve("logback.xml");
    }

    /** Whether it has a certificate of a farm already. */
    boolean isCertified() {
        return Files.exists(data().resolve("tls").resolve("node.pem"));
    }

    /** Keeps a join token that came as an argument where only this user reads it, and tells the file. */
    Path keepJoinToken(String token) throws LaunchException {
        Path file = data().resolve("join.given");
        Path temporary = data().resolve("join.given.new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, token);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.HOME_UNUSABLE, "The join token cannot be kept in " + file + " (" + reason(e) + ").");
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
