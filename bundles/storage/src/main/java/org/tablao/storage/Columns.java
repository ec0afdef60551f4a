package org.tablao.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The columns of a table as a database describes them, and their values in JSON: bytes as Base64, all else as it is. */
record Columns(List<String> names, List<Integer> types) {

    /** Who the database is: not content. */
    private static final String META = "meta";

    /** The names of the store's tables with content, in lower case; others beside them are somebody else's. */
    static TreeSet<String> tables(Connection connection) throws SQLException {
        TreeSet<String> names = new TreeSet<>();
        DatabaseMetaData meta = connection.getMetaData();
        try (ResultSet tables = meta.getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        names.retainAll(Schema.tables());
        names.remove(META);
        return names;
    }

    static Columns of(ResultSetMetaData meta) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
            types.add(meta.getColumnType(i));
        }
        return new Columns(names, types);
    }

    void write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        json.writeStartArray();
        for (int i = 1; i <= types.size(); i++) {
            switch (types.get(i - 1)) {
                case Types.BIGINT, Types.INTEGER -> json.writeNumber(row.getLong(i));
                case Types.DOUBLE -> json.writeNumber(row.getDouble(i));
                case Types.BOOLEAN, Types.BIT -> json.writeBoolean(row.getBoolean(i));
                case Types.BLOB, Types.BINARY -> json.writeBinary(row.getBytes(i));
                default -> json.writeString(row.getString(i));
            }
        }
        json.writeEndArray();
    }

    /** From after a row's opening bracket to its closing one. */
    void read(JsonParser json, PreparedStatement insert) throws SQLException, IOException {
        for (int i = 1; i <= types.size(); i++) {
            json.nextToken();
            switch (types.get(i - 1)) {
                case Types.BIGINT -> insert.setLong(i, json.getLongValue());
                case Types.INTEGER -> insert.setInt(i, json.getIntValue());
                case Types.DOUBLE -> insert.setDouble(i, json.getDoubleValue());
                case Types.BOOLEAN, Types.BIT -> insert.setBoolean(i, json.getBooleanValue());
                case Types.BLOB, Types.BINARY -> insert.setBytes(i, json.getBinaryValue());
                default -> insert.setString(i, json.getText());
            }
        }
        json.nextToken();
    }
}
