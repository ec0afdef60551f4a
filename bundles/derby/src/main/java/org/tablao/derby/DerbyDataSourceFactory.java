package org.tablao.derby;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.iapi.jdbc.EmbeddedDataSourceInterface;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Derby's embedded databases by the OSGi JDBC service.
 *
 * <p>The engine belongs to this component: it boots on the first connection and ends, with all its databases and threads,
 * when the component is deactivated.
 */
@Component(
        property = {
            DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.apache.derby.jdbc.EmbeddedDriver",
            DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=derby",
            DataSourceFactory.OSGI_JDBC_DRIVER_VERSION + "=10.16.1.1"
        })
public final class DerbyDataSourceFactory implements DataSourceFactory {

    private final Engine engine;

    @Activate
    public DerbyDataSourceFactory() {
        this.engine = Engine.prepare();
    }

    @Deactivate
    void close() {
        engine.shutDown();
    }

    @Override
    public DataSource createDataSource(Properties properties) throws SQLException {
        return configured(new EmbeddedDataSource(), properties);
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
        return configured(new EmbeddedConnectionPoolDataSource(), properties);
    }

    @Override
    public XADataSource createXADataSource(Properties properties) throws SQLException {
        return configured(new EmbeddedXADataSource(), properties);
    }

    @Override
    public Driver createDriver(Properties properties) throws SQLException {
        if (properties != null && !properties.isEmpty()) {
            throw new SQLException("Derby's driver takes no properties, but got " + properties.stringPropertyNames());
        }
        return new EmbeddedDriver();
    }

    private static <T extends EmbeddedDataSourceInterface> T configured(T source, Properties properties)
            throws SQLException {
        Properties given = properties == null ? new Properties() : properties;
        for (String name : given.stringPropertyNames()) {
            String value = given.getProperty(name);
            switch (name) {
                case JDBC_URL -> applyUrl(source, value);
                case JDBC_DATABASE_NAME -> source.setDatabaseName(value);
                case JDBC_USER -> source.setUser(value);
                case JDBC_PASSWORD -> source.setPassword(value);
                case JDBC_DATASOURCE_NAME -> source.setDataSourceName(value);
                case JDBC_DESCRIPTION -> source.setDescription(value);
                default -> throw new SQLException("Derby does not know the property '" + name + "'");
            }
        }
        return source;
    }

    private static void applyUrl(EmbeddedDataSourceInterface source, String url) throws SQLException {
        DerbyUrl parsed = DerbyUrl.parse(url);
        source.setDatabaseName(parsed.database());
        if (!parsed.attributes().isEmpty()) {
            source.setConnectionAttributes(parsed.attributes());
        }
    }
}
