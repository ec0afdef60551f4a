package org.tablao.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.Store;

/** The node's database, as its configuration says, from activation to deactivation. */
@Component(configurationPid = StoreRoom.PID)
@Designate(ocd = StoreRoom.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.tablao.nodeapi.store.Store\"",
        uses = Store.class)
public final class StoreRoom {

    static final String PID = "org.tablao.storage";

    private static final String POSTGRES = "org.postgresql.Driver";

    @ObjectClassDefinition(name = "Storage", description = "Where the node keeps what must outlive it")
    @interface Config {
        @AttributeDefinition(name = "Driver", description = "Filter for the JDBC driver's service")
        String driver_target() default "(osgi.jdbc.driver.class=org.apache.derby.jdbc.EmbeddedDriver)";

        @AttributeDefinition(
                name = "URL",
                description =
                        "Of a PostgreSQL database, jdbc:postgresql://host:5432/name; empty for Derby, which is in the home")
        String url() default "";

        @AttributeDefinition(name = "User", description = "Of the PostgreSQL database; empty: who runs this process")
        String user() default "";

        @AttributeDefinition(
                name = "Password file",
                description = "Holds the user's password, mode 0600; a relative path is below the home")
        String password_file() default "";

        @AttributeDefinition(name = "Connections", description = "At most this many are open at once", min = "4")
        int connections() default 6;

        @AttributeDefinition(
                name = "Hours between backups",
                description = "Into data/backups of the home; 0: only when asked for",
                min = "0")
        int backup_hours() default 24;

        @AttributeDefinition(
                name = "Backups kept",
                description = "The newest so many; older ones are removed",
                min = "1")
        int backups_kept() default 3;
    }

    private final StoreOffer offer;

    @Activate
    public StoreRoom(
            Config config,
            BundleContext context,
            @Reference NodeInfo node,
            @Reference Clock clock,
            @Reference(name = "driver", service = DataSourceFactory.class)
                    Map.Entry<Map<String, Object>, DataSourceFactory> driver) {
        Backups backups = new Backups(node.data().resolve("backups"), clock);
        this.offer = new StoreOffer(
                context,
                () -> database(config, node, backups, driver),
                config.connections(),
                store -> new BackupDesk(
                        store,
                        backups,
                        Ticker.system(),
                        Duration.ofHours(config.backup_hours()),
                        config.backups_kept()));
    }

    @Deactivate
    void close() {
        offer.close();
    }

    private static Database database(
            Config config, NodeInfo node, Backups backups, Map.Entry<Map<String, Object>, DataSourceFactory> driver) {
        boolean postgres = POSTGRES.equals(driver.getKey().get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS));
        if (!postgres && !config.url().isEmpty()) {
            throw new IllegalArgumentException("there is a url, but driver.target chooses Derby");
        }
        if (!postgres) {
            return new DerbyFolder(driver.getValue(), node.data().resolve("store"), backups);
        }
        Optional<Path> passwordFile = Optional.of(config.password_file())
                .filter(path -> !path.isEmpty())
                .map(node.home()::resolve);
        return new PostgresDatabase(
                driver.getValue(),
                new PostgresAddress(config.url(), config.user(), passwordFile),
                backups,
                node.name(),
                Ticker.system());
    }
}
