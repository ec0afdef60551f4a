package org.tablao.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings a database to the schema of this version, and tells who the database is. */
final class Schema {

    /** Of the scripts, in their order. */
    private static final List<Integer> VERSIONS = List.of(1, 2, 3, 4, 5, 6, 7, 8);

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final String VERSION = "schema_version";
    private static final String STORE_ID = "store_id";
    private static final String INCARNATION = "incarnation";

    private final UnaryOperator<String> translation;

    /** @param translation of a script into the database's words */
    Schema(UnaryOperator<String> translation) {
        this.translation = translation;
    }

    /** The schema of this version. */
    static int newest() {
        return VERSIONS.get(VERSIONS.size() - 1);
    }

    /** The names of all tables that the scripts make. */
    static Set<String> tables() {
        return VERSIONS.stream()
                .flatMap(version -> TABLE.matcher(read(version)).results())
                .map(made -> made.group(1))
                .collect(Collectors.toSet());
    }

    /**
     * Makes the tables as they were in a schema, for a store that comes back under a new incarnation. The caller commits.
     */
    void make(Connection connection, int version, String storeId) throws SQLException {
        for (int each : VERSIONS) {
            if (each <= version) {
                run(connection, each);
            }
        }
        add(connection, STORE_ID, storeId);
        add(connection, INCARNATION, UUID.randomUUID().toString());
        add(connection, VERSION, Integer.toString(version));
    }

    /** Who a database is. */
    record Identity(String storeId, String incarnation) {}

    /**
     * Runs the scripts that are missing, all or none.
     *
     * @throws SQLException also for a database that a newer Tablao has made
     */
    Identity bringUp(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int version = isMade(connection) ? knownVersion(connection) : 0;
            for (int each : VERSIONS) {
                if (each > version) {
                    run(connection, each);
                }
            }
            if (version == 0) {
                add(connection, STORE_ID, UUID.randomUUID().toString());
                add(connection, INCARNATION, UUID.randomUUID().toString());
                add(connection, VERSION, "0");
            }
            changeVersion(connection);
            Identity identity = identity(connection);
            connection.commit();
            return identity;
        } finally {
            connection.rollback();
        }
    }

    /**
     * Who a database is that has been brought up before.
     *
     * @throws SQLException also when a newer Tablao has been there since
     */
    static Identity identity(Connection connection) throws SQLException {
        knownVersion(connection);
        return new Identity(fact(connection, STORE_ID), fact(connection, INCARNATION));
    }

    private static int knownVersion(Connection connection) throws SQLException {
        int version = Integer.parseInt(fact(connection, VERSION));
        if (version > newest()) {
            throw new SQLException(
                    "it has schema " + version + ", made by a newer Tablao; this one knows schemas up to " + newest());
        }
        return version;
    }

    /** Whether there is a store, of whatever schema. */
    static boolean isMade(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase("meta")) {
                    return true;
                }
            }
            return false;
        }
    }

    private void run(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(version)) {
                statement.execute(sql);
            }
        }
    }

    private List<String> statements(int version) {
        String text = translation.apply(read(version).replaceAll("(?m)^--.*$", ""));
        return Arrays.stream(text.split(";\\s*\n"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    private static String read(int version) {
        String script = "V" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + script, e);
        }
    }

    private static String fact(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT content FROM meta WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet found = select.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("its table meta has no " + name);
                }
                return found.getString(1);
            }
        }
    }

    private static void add(Connection connection, String name, String content) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO meta (name, content) VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, content);
            insert.executeUpdate();
        }
    }

    private static void changeVersion(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE meta SET content = ? WHERE name = ?")) {
            update.setString(1, Integer.toString(newest()));
            update.setString(2, VERSION);
            update.executeUpdate();
        }
    }
}
