package org.tablao.frameworktests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.common.service.ServiceAware;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.store.Store;

/** The store as a node has it: services that find each other, and go without a trace. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
public class StoreOnDerbyTest {

    private static final long TIMEOUT_MILLIS = 20_000;

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = TIMEOUT_MILLIS)
    ServiceAware<Store> stores;

    @InjectService(timeout = TIMEOUT_MILLIS)
    ServiceAware<DataSourceFactory> factories;

    @InjectService(timeout = TIMEOUT_MILLIS)
    NodeInfo node;

    @Test
    public void opensWithTheDatabaseThatIsThere() {
        assertEquals(1, stores.getServices().size());
        assertEquals("derby", factories.getServiceReference().getProperty(DataSourceFactory.OSGI_JDBC_DRIVER_NAME));
        assertEquals(Set.of("server"), node.roles());
    }

    @Test
    public void goesWhenItsDatabaseGoesAndComesBackWithIt() throws Exception {
        Bundle derby = bundle("org.tablao.derby");
        derby.stop();
        assertTrue(stores.isEmpty(), "a store without a database");
        derby.start();
        stores.waitForService(TIMEOUT_MILLIS);
        assertEquals(1, stores.getServices().size());
    }

    @Test
    public void startsAndStopsTwentyTimesWithoutAThreadLeftBehind() throws Exception {
        Bundle derby = bundle("org.tablao.derby");
        Bundle storage = bundle("org.tablao.storage");
        restart(storage, derby);
        Set<String> before = threads();
        for (int round = 0; round < 20; round++) {
            restart(storage, derby);
        }
        Set<String> left = threads();
        left.removeAll(before);
        assertEquals(Set.of(), left);
    }

    @Test
    public void logsThroughLogbackWithoutWeaving() {
        assertEquals(
                "ch.qos.logback.classic.LoggerContext",
                LoggerFactory.getILoggerFactory().getClass().getName());
        assertEquals(Optional.empty(), find("org.apache.aries.spifly.dynamic.bundle"));
    }

    private void restart(Bundle storage, Bundle derby) throws BundleException, InterruptedException {
        storage.stop();
        derby.stop();
        derby.start();
        storage.start();
        stores.waitForService(TIMEOUT_MILLIS);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("derby.") || name.startsWith("tablao"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Bundle bundle(String symbolicName) {
        return find(symbolicName).orElseThrow(() -> new AssertionError(symbolicName + " is not installed"));
    }

    private Optional<Bundle> find(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst();
    }
}
