package org.tablao.dashboardproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.NodeInfo;

class DashboardProxyTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:8080");

    @Test
    void passesCallsToTheServerOfADashboardOnItsOwn() {
        assertEquals(Optional.of(SERVER), DashboardProxy.serverOf(node(Set.of("dashboard"), Optional.of(SERVER))));
    }

    @Test
    void isNotNeededWhereTheServerIs() {
        assertEquals(
                Optional.empty(),
                DashboardProxy.serverOf(node(Set.of("dashboard", "server", "manager", "worker"), Optional.of(SERVER))));
    }

    @Test
    void isNotNeededWhereNoDashboardIsOrNoServerWasNamed() {
        assertEquals(Optional.empty(), DashboardProxy.serverOf(node(Set.of("manager"), Optional.of(SERVER))));
        assertEquals(Optional.empty(), DashboardProxy.serverOf(node(Set.of("dashboard"), Optional.empty())));
    }

    private static NodeInfo node(Set<String> roles, Optional<URI> server) {
        return new FixedNode(roles, server);
    }

    private record FixedNode(Set<String> roles, Optional<URI> server) implements NodeInfo {
        @Override
        public String name() {
            return "madrid";
        }

        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Path home() {
            return Path.of("home");
        }

        @Override
        public Path data() {
            return Path.of("home", "data");
        }

        @Override
        public Optional<Integer> port() {
            return Optional.of(8082);
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> manager() {
            return Optional.empty();
        }

        @Override
        public Optional<String> joinToken() {
            return Optional.empty();
        }
    }
}
