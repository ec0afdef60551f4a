package org.tablao.auditor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDriver;

/** A store in a home. */
record SampleDerby(Path folder) implements SampleHome.Database {
    static {
        System.setProperty("derby.stream.error.file", "target/derby.log");
    }

    @Override
    public void change(SampleHome.Change change) throws SQLException {
        String url = "jdbc:derby:" + folder;
        try (Connection connection = new EmbeddedDriver().connect(url + ";create=true", new Properties())) {
            change.on(connection);
        }
        try {
            new EmbeddedDriver()
                    .connect(url + ";shutdown=true", new Properties())
                    .close();
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    @Override
    public String translated(String script) {
        return script.replace("${text}", "CLOB").replace("${bytes}", "BLOB");
    }

    @Override
    public String oneByte() {
        return "CAST(X'00' AS BLOB)";
    }
}
