package org.tablao.derby;

import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.iapi.jdbc.InternalDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one Derby engine of this bundle's class loader. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final String ERROR_STREAM = "derby.stream.error.method";
    private static final String SYSTEM_HAS_STOPPED = "XJ015";

    private Engine() {}

    /** Sets what Derby reads once, from system properties, when it boots; what an administrator has set holds. */
    static Engine prepare() {
        if (System.getProperty("derby.stream.error.file") == null && System.getProperty(ERROR_STREAM) == null) {
            System.setProperty(ERROR_STREAM, EngineLog.class.getName() + ".open");
        }
        return new Engine();
    }

    /** Ends every database and thread of the engine; an engine that never booted is left alone. */
    void shutDown() {
        // Through Derby's own door: DriverManager does not see drivers of a bundle's class loader.
        InternalDriver driver = InternalDriver.activeDriver();
        if (driver == null) {
            return;
        }
        try {
            driver.connect("jdbc:derby:;shutdown=true", new Properties(), 0);
        } catch (SQLException e) {
            if (!SYSTEM_HAS_STOPPED.equals(e.getSQLState())) {
                LOG.warn("Derby did not shut down cleanly; it recovers at the next start", e);
            }
        }
    }
}
