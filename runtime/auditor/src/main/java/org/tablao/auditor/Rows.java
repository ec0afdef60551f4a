package org.tablao.auditor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads of one database. */
final class Rows {
    /** What is done with each row. */
    @FunctionalInterface
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** A driver may otherwise read all rows before it answers the first. */
    private static final int ROWS_AT_A_TIME = 1_000;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Answers how many rows there were. */
    long each(String sql, Reader reader, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(ROWS_AT_A_TIME);
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            long count = 0;
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    reader.read(found);
                    count++;
                }
            }
            return count;
        }
    }

    long number(String sql, Object... parameters) throws SQLException {
        long[] number = new long[1];
        each(sql, row -> number[0] = row.getLong(1), parameters);
        return number[0];
    }

    Optional<String> text(String sql, Object... parameters) throws SQLException {
        String[] text = new String[1];
        each(sql, row -> text[0] = row.getString(1), parameters);
        return Optional.ofNullable(text[0]);
    }

    Optional<byte[]> bytes(String sql, Object... parameters) throws SQLException {
        byte[][] bytes = new byte[1][];
        each(sql, row -> bytes[0] = row.getBytes(1), parameters);
        return Optional.ofNullable(bytes[0]);
    }
}
