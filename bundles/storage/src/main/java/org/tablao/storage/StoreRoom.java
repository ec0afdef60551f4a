package org.tablao.storage;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/**
 * Opens the node's database and offers it as the {@link Store}. One that does not open is said in one line, and there is no
 * store: hence the registration by hand, and not a component that fails with a stack trace for each who asks.
 */
@Component(configurationPid = StoreRoom.PID)
@Designate(ocd = StoreRoom.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.tablao.nodeapi.store.Store\"",
        uses = Store.class)
public final class StoreRoom {

    static final String PID = "org.tablao.storage";

    private static final Logger LOG = LoggerFactory.getLogger(StoreRoom.class);

    @ObjectClassDefinition(name = "Storage", description = "Where the node keeps what must outlive it")
    @interface Config {
        @AttributeDefinition(name = "Driver", description = "Filter for the JDBC driver's service")
        String driver_target() default "(osgi.jdbc.driver.class=org.apache.derby.jdbc.EmbeddedDriver)";

        @AttributeDefinition(name = "Connections", description = "At most this many are open at once", min = "2")
        int connections() default 6;
    }

    private final Runnable end;

    @Activate
    public StoreRoom(
            Config config,
            BundleContext context,
            @Reference NodeInfo node,
            @Reference(name = "driver") DataSourceFactory factory) {
        this.end = open(config, context, node, factory);
    }

    @Deactivate
    void close() {
        end.run();
    }

    /** Answers with what closes it again. */
    private static Runnable open(Config config, BundleContext context, NodeInfo node, DataSourceFactory factory) {
        try {
            OpenStore open = OpenStore.open(factory, node.data().resolve("store"), config.connections());
            ServiceRegistration<Store> offered = context.registerService(Store.class, open.store(), null);
            LOG.info(
                    "store {} is open, incarnation {}",
                    open.store().storeId(),
                    open.store().incarnation());
            return () -> {
                offered.unregister();
                open.close();
            };
        } catch (StoreException e) {
            LOG.error("{}", e.getMessage());
            LOG.debug("why the store did not open", e);
            return () -> {};
        }
    }
}
