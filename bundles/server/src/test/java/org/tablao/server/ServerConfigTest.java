package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

class ServerConfigTest {
    @Test
    void aJobLeaseThatNoManagerCouldKeepIsRefusedByTheNamesOfItsKeys() {
        assertEquals(
                "etc/org.tablao.server.cfg: job.lease.seconds = 65 must be more than margin.seconds = 60 and"
                        + " heartbeat.seconds = 5 together, or managers would stop at once; make job.lease.seconds"
                        + " greater, or the others less",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ServerConfig.Check.of(config(Map.of("job.lease.seconds", 65))))
                        .getMessage());
    }

    @Test
    void theDefaultsAreTaken() {
        ServerConfig defaults = config(Map.of());
        assertEquals(defaults, ServerConfig.Check.of(defaults));
    }

    private static ServerConfig config(Map<String, Object> values) {
        return Converters.standardConverter().convert(values).to(ServerConfig.class);
    }
}
