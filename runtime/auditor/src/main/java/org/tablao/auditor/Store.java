package org.tablao.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** The store of one home: a server's, a manager's, or what both share. */
final class Store implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final StoreSource source;
    private final Rows rows;

    private Store(Home home, StoreSource source) {
        this.home = home;
        this.source = source;
        this.rows = source.rows();
    }

    /** @throws SQLException when it does not open */
    static Store open(Home home) throws IOException, SQLException, Refused {
        Optional<PostgresPlace> elsewhere = home.elsewhere();
        return new Store(home, elsewhere.isPresent() ? PostgresStore.of(elsewhere.get()) : StoreCopy.of(home.store()));
    }

    Home home() {
        return home;
    }

    Rows rows() {
        return rows;
    }

    /** For the text of a violation: which store, which row. */
    String at(String row) {
        return home.folder().getFileName() + "/" + row;
    }

    String id() throws SQLException {
        return rows.text("SELECT content FROM meta WHERE name = 'store_id'").orElse("");
    }

    /** Whether a server keeps its record here. */
    boolean isServers() throws SQLException {
        return rows.number("SELECT COUNT(*) FROM jobs") + rows.number("SELECT COUNT(*) FROM managers") > 0;
    }

    /** A plan by its digest; empty when there is none, or it is no JSON. */
    Optional<JsonNode> plan(String sha256) throws SQLException {
        Optional<byte[]> bytes = rows.bytes("SELECT bytes FROM blobs WHERE sha256 = ?", sha256);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(bytes.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        source.close();
    }
}
