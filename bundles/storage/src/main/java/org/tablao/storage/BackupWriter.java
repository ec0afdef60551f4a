package org.tablao.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes all that a database holds into one file that any database can be filled from: a zip with a file of JSON lines for each
 * table, whose first line names its columns, and at last a manifest, without which it is no backup.
 */
final class BackupWriter {

    static final String MANIFEST = "manifest.json";
    static final int FORMAT = 1;

    private static final int ROWS_AT_A_TIME = 1_000;

    private record Written(long rows, String sha256) {}

    private final BooleanSupplier cancelled;
    private final JsonFactory factory = JsonFactory.builder()
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /** @param cancelled asked now and then */
    BackupWriter(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /** All or nothing: under its name there is only a whole backup, on the disk. */
    void write(Connection connection, Instant now, Path file) throws SQLException, IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                Map<String, Written> tables = new LinkedHashMap<>();
                for (String table : Columns.tables(connection)) {
                    tables.put(table, table(connection, table, zip));
                }
                manifest(connection, now, tables, zip);
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Written table(Connection connection, String table, ZipOutputStream zip) throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(table + ".jsonl"));
        DigestOutputStream digest = new DigestOutputStream(zip, sha256());
        long rows = 0;
        try (Statement statement = connection.createStatement();
                JsonGenerator json = factory.createGenerator(digest)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
                Columns columns = Columns.of(found.getMetaData());
                json.writeArray(
                        columns.names().toArray(String[]::new),
                        0,
                        columns.names().size());
                while (found.next()) {
                    columns.write(found, json);
                    rows++;
                    if (rows % ROWS_AT_A_TIME == 0 && cancelled.getAsBoolean()) {
                        throw new IOException("the node stops");
                    }
                }
            }
        }
        zip.closeEntry();
        return new Written(
                rows, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }

    private void manifest(Connection connection, Instant now, Map<String, Written> tables, ZipOutputStream zip)
            throws SQLException, IOException {
        Schema.Identity identity = Schema.identity(connection);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        try (JsonGenerator json = factory.createGenerator(zip)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeNumberField("schema", Schema.newest());
            json.writeStringField("storeId", identity.storeId());
            json.writeStringField("incarnation", identity.incarnation());
            json.writeStringField("madeAt", now.toString());
            json.writeObjectFieldStart("tables");
            for (Map.Entry<String, Written> table : tables.entrySet()) {
                json.writeObjectFieldStart(table.getKey());
                json.writeNumberField("rows", table.getValue().rows());
                json.writeStringField("sha256", table.getValue().sha256());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        zip.closeEntry();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
