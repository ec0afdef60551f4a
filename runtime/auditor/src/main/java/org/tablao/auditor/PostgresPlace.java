package org.tablao.auditor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a home keeps its store when not in itself, as its {@code etc} says.
 *
 * @param passwordFile the file whose first line is the password
 */
record PostgresPlace(String url, String user, Optional<Path> passwordFile) {
    private static final String CONFIGURATION = "etc/org.tablao.storage.cfg";

    /** Empty where the store is in the home. */
    static Optional<PostgresPlace> of(Path home) throws IOException {
        Path file = home.resolve(CONFIGURATION);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> said = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.strip().startsWith("#")) {
                said.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        String url = said.getOrDefault("url", "");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String passwordFile = said.getOrDefault("password.file", "");
        return Optional.of(new PostgresPlace(
                url,
                said.getOrDefault("user", ""),
                passwordFile.isEmpty() ? Optional.empty() : Optional.of(home.resolve(passwordFile))));
    }

    /** For people. */
    String title() {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** What the driver wants to know. */
    Properties properties() throws IOException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (passwordFile.isPresent()) {
            properties.setProperty(
                    "password",
                    Files.readString(passwordFile.get()).lines().findFirst().orElse(""));
        }
        properties.setProperty("ApplicationName", "tablao audit verify");
        properties.setProperty("connectTimeout", "10");
        return properties;
    }
}
