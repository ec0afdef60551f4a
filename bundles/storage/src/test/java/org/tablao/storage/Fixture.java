package org.tablao.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.osgi.service.jdbc.DataSourceFactory;
import org.tablao.derby.DerbyDataSourceFactory;

/**
 * A Derby database of an earlier schema, with one row in each table, as a zip among the tests' resources. One is made for each
 * schema that a release had, before the next script is written:
 * {@code java -cp … org.tablao.storage.Fixture 1 src/test/resources/org/tablao/storage/schema-1.zip}.
 */
final class Fixture {

    private Fixture() {}

    public static void main(String[] arguments) throws Exception {
        int schema = Integer.parseInt(arguments[0]);
        Path database = Files.createTempDirectory("tablao-fixture").resolve("store");
        DerbyFolder dialect = (DerbyFolder) Samples.derby(database);
        try (Connection connection = connect(database, "create=true")) {
            connection.setAutoCommit(false);
            new Schema(dialect::translated).make(connection, schema, "the-store");
            for (String table : Columns.tables(connection)) {
                fill(connection, table);
            }
            connection.commit();
        }
        dialect.close();
        zip(database, Path.of(arguments[1]));
    }

    private static Connection connect(Path database, String attributes) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:derby:" + database + ";" + attributes);
        return new DerbyDataSourceFactory().createDataSource(properties).getConnection();
    }

    private static void fill(Connection connection, String table) throws Exception {
        Columns columns;
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            columns = Columns.of(none.getMetaData());
        }
        String names = String.join(", ", columns.names());
        String marks = "?, ".repeat(columns.names().size()).replaceFirst(", $", "");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")")) {
            for (int i = 0; i < columns.names().size(); i++) {
                insert.setObject(
                        i + 1, value(columns.names().get(i), columns.types().get(i)));
            }
            insert.executeUpdate();
        }
    }

    private static Object value(String column, int type) {
        return switch (type) {
            case Types.BIGINT -> value(column, long.class);
            case Types.INTEGER -> value(column, int.class);
            case Types.DOUBLE -> value(column, double.class);
            case Types.BOOLEAN -> value(column, boolean.class);
            case Types.BLOB -> value(column, byte[].class);
            default -> value(column, String.class);
        };
    }

    /** What stands in a column of this name. */
    static Object value(String column, Class<?> type) {
        if (type == String.class) {
            return "ñ " + column;
        } else if (type == long.class) {
            return 1_000_000_000_000L + column.hashCode();
        } else if (type == int.class) {
            return column.length();
        } else if (type == double.class) {
            return column.length() + 0.5;
        } else if (type == boolean.class) {
            return true;
        }
        return column.getBytes(StandardCharsets.UTF_8);
    }

    private static void zip(Path folder, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> found = Files.walk(folder)) {
            zip.setLevel(9);
            found.filter(Files::isRegularFile).sorted().forEach(each -> {
                try {
                    zip.putNextEntry(new ZipEntry(folder.relativize(each).toString()));
                    Files.copy(each, zip);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    static void unpack(int schema, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Fixture.class.getResourceAsStream("schema-" + schema + ".zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        // Derby looks for it, and it is empty.
        Files.createDirectories(folder.resolve("tmp"));
    }
}
