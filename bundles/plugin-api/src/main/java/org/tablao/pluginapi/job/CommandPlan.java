package org.tablao.pluginapi.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A step of a task: a command by name and version range, with parameters. Immutable. */
@ProviderType
public final class CommandPlan {
    private final String name;
    private final String range;
    private final Map<String, Object> parameters;

    private CommandPlan(String name, String range, Map<String, Object> parameters) {
        this.name = name;
        this.range = range;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The command in any version from 0; narrow it by {@link #version}. */
    public static CommandPlan of(String name) {
        return new CommandPlan(name, "0", Map.of());
    }

    /** @param versionRange an OSGi version range: {@code [1.0,2.0)} */
    public CommandPlan version(String versionRange) {
        return new CommandPlan(name, versionRange, parameters);
    }

    /** @param value one of JSON's Java types */
    public CommandPlan with(String parameter, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new CommandPlan(name, range, more);
    }

    public String name() {
        return name;
    }

    public String range() {
        return range;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}
