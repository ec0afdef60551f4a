package org.tablao.derby;

import java.sql.SQLException;

/** The two halves of {@code jdbc:derby:<database>[;<attributes>]}, which Derby's data sources want apart. */
record DerbyUrl(String database, String attributes) {

    private static final String PREFIX = "jdbc:derby:";

    static DerbyUrl parse(String url) throws SQLException {
        String rest = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
        int semicolon = rest.indexOf(';');
        String database = semicolon < 0 ? rest : rest.substring(0, semicolon);
        if (database.isBlank()) {
            throw new SQLException("'" + url + "' does not name a Derby database: expected " + PREFIX + "<folder>");
        }
        return new DerbyUrl(database, semicolon < 0 ? "" : rest.substring(semicolon + 1));
    }
}
