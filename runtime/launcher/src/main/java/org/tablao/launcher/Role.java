package org.tablao.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a node can be started as. */
enum Role {
    FARM(8080),
    SERVER(8080),
    MANAGER(8081),
    WORKER(0),
    DASHBOARD(8082);

    private final int defaultPort;

    Role(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.word().equals(name)).findFirst();
    }

    /** As users write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The roles that this one stands for: itself, but a farm is all the others in one framework. */
    List<Role> parts() {
        return this == FARM ? List.of(SERVER, MANAGER, WORKER, DASHBOARD) : List.of(this);
    }

    /** Whether others call this role over HTTP: a worker only calls. */
    boolean listens() {
        return defaultPort != 0;
    }

    int defaultPort() {
        return defaultPort;
    }
}
