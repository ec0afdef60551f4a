package org.tablao.nodeapi.farm;

import java.util.List;

/**
 * A page of a list.
 *
 * @param next cursor of the following page, empty on the last
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, String next, long total) {}
