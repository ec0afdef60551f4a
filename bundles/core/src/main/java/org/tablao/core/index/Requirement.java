package org.tablao.core.index;

import java.util.Map;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** What a task needs of a worker: a capability of a kind that a filter matches. */
public final class Requirement {
    private final String namespace;
    private final Filter filter;

    private Requirement(String namespace, Filter filter) {
        this.namespace = namespace;
        this.filter = filter;
    }

    /**
     * Reads {@code namespace;filter}.
     *
     * @throws IllegalArgumentException when it has no namespace, or its filter is not one
     */
    public static Requirement parse(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 1) {
            throw new IllegalArgumentException("requirement '" + text + "' is not written as namespace;filter");
        }
        try {
            return new Requirement(
                    text.substring(0, semicolon), FrameworkUtil.createFilter(text.substring(semicolon + 1)));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("requirement '" + text + "' is malformed: " + e.getMessage(), e);
        }
    }

    public String namespace() {
        return namespace;
    }

    boolean matches(Map<String, Object> attributes) {
        return filter.matches(attributes);
    }
}
