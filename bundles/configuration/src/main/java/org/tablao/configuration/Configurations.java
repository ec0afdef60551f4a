package org.tablao.configuration;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configurations of the framework, as much of them as {@code etc/} needs. */
interface Configurations {

    /** What describes the configuration of this PID; empty while no bundle knows it. */
    Optional<Definition> definition(Pid pid);

    /** What it is set to; empty where it is not set. */
    Map<String, Object> current(Pid pid) throws IOException;

    void set(Pid pid, Map<String, Object> values) throws IOException;

    void remove(Pid pid) throws IOException;

    /** Those that were set from files, also by earlier runs. */
    Set<Pid> set() throws IOException;
}
