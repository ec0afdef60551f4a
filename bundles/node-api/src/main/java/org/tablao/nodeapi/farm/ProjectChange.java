package org.tablao.nodeapi.farm;

/**
 * What is to change of a project's share, in percent of a manager's slots.
 *
 * @param guaranteed what its jobs get before others; negative: as it is
 * @param burst what they get at most; negative: as it is
 */
public record ProjectChange(double guaranteed, double burst) {}
