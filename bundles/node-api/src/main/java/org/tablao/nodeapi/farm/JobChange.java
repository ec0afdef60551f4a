package org.tablao.nodeapi.farm;

/**
 * What is to be wanted of a job.
 *
 * @param wanted {@code run}, {@code pause} or {@code cancel}; empty: as it is
 * @param priority 0 to 100; -1: as it is
 */
public record JobChange(String wanted, int priority) {}
