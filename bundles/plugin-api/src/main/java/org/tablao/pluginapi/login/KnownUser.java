package org.tablao.pluginapi.login;

import java.util.Objects;
import java.util.Set;

/**
 * A user as a login source knows it.
 *
 * @param name by which the farm knows the user from now on; 1 to 64 letters, digits, {@code . _ @ + -}
 * @param displayName for people; empty: the name
 * @param groups of the source, by which an administrator gives roles
 */
public record KnownUser(String name, String displayName, Set<String> groups) {
    public KnownUser {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(displayName, "displayName");
        groups = Set.copyOf(groups);
    }
}
