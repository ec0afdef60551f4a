package org.tablao.core.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Version;
import org.tablao.nodeapi.worker.Capability;

/** What workers of one kind offer. One object for all workers that offer the same. */
public final class CapabilitySet {
    private final Map<String, List<Map<String, Object>>> byNamespace = new HashMap<>();
    private int workers;

    public CapabilitySet(Set<Capability> capabilities) {
        for (Capability capability : capabilities) {
            Map<String, Object> attributes = new HashMap<>(capability.attributes());
            attributes.computeIfPresent("version", (name, text) -> version((String) text));
            byNamespace
                    .computeIfAbsent(capability.namespace(), namespace -> new ArrayList<>())
                    .add(attributes);
        }
    }

    public boolean meets(Requirement requirement) {
        return byNamespace.getOrDefault(requirement.namespace(), List.of()).stream()
                .anyMatch(requirement::matches);
    }

    /** How many workers of this kind are there. */
    int workers() {
        return workers;
    }

    void count(int change) {
        workers += change;
    }

    /** A text that is no version is compared as the text it is. */
    private static Object version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
