package org.tablao.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.osgi.service.jdbc.DataSourceFactory;
import org.tablao.nodeapi.store.StoreException;

/**
 * Where a PostgreSQL is, and as whom to come.
 *
 * @param url {@code jdbc:postgresql:…}, without a password
 * @param user empty: who runs this process
 * @param passwordFile the file whose first line it is, for its owner only
 */
record PostgresAddress(String url, String user, Optional<Path> passwordFile) {

    private static final String SCHEME = "jdbc:postgresql:";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    PostgresAddress {
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException("the url '" + withoutQuestion(url) + "' does not begin with " + SCHEME);
        }
        if (url.contains("password=")) {
            throw new IllegalArgumentException(
                    "the password stands in the url: put it into a file, and name that as" + " password.file");
        }
    }

    /** For people. */
    String title() {
        return withoutQuestion(url);
    }

    /** What the driver wants to know; read anew each time, so that a new password holds. */
    Properties properties() throws StoreException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, url);
        if (!user.isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_USER, user);
        }
        if (passwordFile.isPresent()) {
            properties.setProperty(DataSourceFactory.JDBC_PASSWORD, password(passwordFile.get()));
        }
        return properties;
    }

    private static String password(Path file) throws StoreException {
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new StoreException(
                        "The store's password in " + file + " can be read by others: chmod 600 it.", null);
            }
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new StoreException("The store's password cannot be read from " + file + ": " + e + ".", e);
        }
    }

    private static String withoutQuestion(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }
}
