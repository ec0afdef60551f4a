package org.tablao.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Fills a database from what {@link BackupWriter} wrote. */
final class BackupReader implements AutoCloseable {

    private static final int LONGEST_BATCH = 1_000;

    private final JsonFactory factory = new JsonFactory();
    private final ZipFile zip;
    private final Map<String, String> facts;

    private BackupReader(ZipFile zip, Map<String, String> facts) {
        this.zip = zip;
        this.facts = facts;
    }

    /** @throws DamageException also for what is no backup, or one of a newer Tablao */
    static BackupReader open(Path file) throws IOException, DamageException {
        BackupReader reader;
        try {
            reader = new BackupReader(new ZipFile(file.toFile()), new TreeMap<>());
        } catch (ZipException e) {
            throw new DamageException("it is cut off, or no backup");
        }
        try {
            reader.readManifest();
            return reader;
        } catch (ZipException e) {
            reader.close();
            throw new DamageException("it is cut off, or no backup");
        } catch (DamageException | IOException e) {
            reader.close();
            throw e;
        }
    }

    private void readManifest() throws IOException, DamageException {
        ZipEntry entry = zip.getEntry(BackupWriter.MANIFEST);
        if (entry == null) {
            throw new DamageException("it has no " + BackupWriter.MANIFEST);
        }
        try (InputStream in = zip.getInputStream(entry);
                JsonParser json = factory.createParser(in)) {
            while (json.nextToken() != null) {
                if (json.currentToken().isScalarValue()) {
                    facts.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new DamageException("its " + BackupWriter.MANIFEST + " cannot be read");
        }
        if (number("/format") > BackupWriter.FORMAT || number("/schema") > Schema.newest()) {
            throw new DamageException("it was made by a newer Tablao, with schema " + number("/schema")
                    + "; this one knows schemas up to " + Schema.newest());
        }
    }

    int schema() throws DamageException {
        return (int) number("/schema");
    }

    String storeId() {
        return facts.getOrDefault("/storeId", "");
    }

    String madeAt() {
        return facts.getOrDefault("/madeAt", "");
    }

    private long number(String name) throws DamageException {
        try {
            return Long.parseLong(facts.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new DamageException("its " + BackupWriter.MANIFEST + " has no " + name.substring(1));
        }
    }

    /** Into empty tables of the backup's schema; the caller commits when nothing was thrown. */
    void load(Connection connection) throws SQLException, IOException, DamageException {
        for (String table : Columns.tables(connection)) {
            ZipEntry entry = zip.getEntry(table + ".jsonl");
            if (entry == null) {
                throw new DamageException("it has no table " + table);
            }
            try (DigestInputStream in =
                    new DigestInputStream(new BufferedInputStream(zip.getInputStream(entry)), BackupWriter.sha256())) {
                long rows = load(connection, table, in);
                in.transferTo(OutputStream.nullOutputStream());
                String sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
                if (rows != number("/tables/" + table + "/rows")
                        || !sha256.equals(facts.get("/tables/" + table + "/sha256"))) {
                    throw new DamageException("its table " + table + " is not as it was written");
                }
            } catch (ZipException | com.fasterxml.jackson.core.JacksonException e) {
                throw new DamageException("its table " + table + " cannot be read");
            }
        }
    }

    private long load(Connection connection, String table, InputStream in) throws SQLException, IOException {
        try (JsonParser json = factory.createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            String names = String.join(", ", names(json));
            Columns columns = columns(connection, table, names);
            String marks = "?, ".repeat(columns.names().size()).replaceFirst(", $", "");
            long rows = 0;
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")")) {
                while (json.nextToken() == JsonToken.START_ARRAY) {
                    columns.read(json, insert);
                    insert.addBatch();
                    rows++;
                    if (rows % LONGEST_BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            return rows;
        }
    }

    private static List<String> names(JsonParser json) throws IOException {
        List<String> names = new ArrayList<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            // They become SQL.
            names.add(json.getText().replaceAll("[^a-z0-9_]", ""));
        }
        return names;
    }

    private static Columns columns(Connection connection, String table, String names) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT " + names + " FROM " + table + " WHERE 1 = 0")) {
            return Columns.of(none.getMetaData());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
