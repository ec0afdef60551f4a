package org.tablao.nodeapi.farm;

/**
 * What is to be wanted of a worker.
 *
 * @param wanted {@code run}, {@code sleep} or {@code drain}; empty: as it is
 * @param reschedules whether {@code schedule} is to take the place of what it is
 * @param schedule when it sleeps, such as {@code mon-fri 09:00-18:00}; empty: never by itself
 */
public record WorkerChange(String wanted, boolean reschedules, String schedule) {}
