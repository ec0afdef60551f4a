package org.tablao.nodeapi.farm;

/**
 * A project.
 *
 * @param guaranteed percent of a manager's slots that its jobs get before others; 0: none
 * @param burst percent of them that they get at most; 100: no bound
 */
public record ProjectView(String id, String name, String createdAt, int shots, double guaranteed, double burst) {}
