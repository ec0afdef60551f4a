package org.tablao.nodeapi.farm;

import java.util.Set;

/**
 * Which jobs, newest first.
 *
 * @param statuses empty: all
 * @param project id or name, empty: all
 * @param shot id, empty: all
 * @param text that the name contains, empty: all
 * @param cursor from {@link Page#next()}, empty: from the start
 * @param limit 1 to 1000
 */
public record JobQuery(Set<String> statuses, String project, String shot, String text, String cursor, int limit) {}
