package org.tablao.auditor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDriver;

/**
 * A home's Derby database, opened as a copy: opening a database that was not closed repairs it, and an audit must leave what it
 * looks at as it is.
 */
final class StoreCopy implements StoreSource {
    private static final String IS_SHUT_DOWN = "08006";

    private final Path folder;
    private final Connection connection;

    private StoreCopy(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** @throws SQLException when it does not open: it is damaged */
    static StoreCopy of(Path store) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("tablao-audit");
        try {
            Path copy = folder.resolve("store");
            copyTree(store, copy);
            // What Derby would write into the working directory.
            System.setProperty(
                    "derby.stream.error.file", folder.resolve("derby.log").toString());
            Connection connection = connect("jdbc:derby:" + copy);
            connection.setReadOnly(true);
            return new StoreCopy(folder, connection);
        } catch (IOException | SQLException e) {
            removeTree(folder);
            throw e;
        }
    }

    @Override
    public Rows rows() {
        return new Rows(connection);
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            connection.close();
            connect("jdbc:derby:" + folder.resolve("store") + ";shutdown=true").close();
        } catch (SQLException e) {
            if (!IS_SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        } finally {
            removeTree(folder);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return new EmbeddedDriver().connect(url, new Properties());
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // Its locks are the copied one's.
                if (!file.getFileName().toString().endsWith(".lck")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void removeTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, IOException problem) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
