package org.tablao.nodeapi.store;

/**
 * A user. Key: name.
 *
 * @param password its hash in PHC form, empty where there is none
 * @param source {@code local}, or the login source that knows the user
 */
public record UserRow(
        String name,
        String displayName,
        String role,
        String password,
        boolean disabled,
        String source,
        long createdAtMillis)
        implements Row {}
