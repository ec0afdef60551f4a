package org.tablao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file for a secret: new, and its owner's alone. */
final class SecretFile {
    private SecretFile() {}

    /** @param file empty for none */
    /** Before anything is made that it is to hold. */
    static void refuseUnwritable(String file) throws CliException {
        if (file.isEmpty()) {
            return;
        }
        Path path = Path.of(file).toAbsolutePath();
        if (Files.exists(path)) {
            throw new CliException(ExitCode.USAGE, file + " is there already; name a file that is not");
        }
        if (!Files.isDirectory(path.getParent()) || !Files.isWritable(path.getParent())) {
            throw new CliException(ExitCode.USAGE, file + " cannot be written: name one in a folder of yours");
        }
    }

    static void write(Path file, String secret) throws CliException {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                out.write((secret + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (FileAlreadyExistsException e) {
            throw new CliException(ExitCode.FAILED, file + " is there already");
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, file + " cannot be written: " + e.getMessage());
        }
    }
}
