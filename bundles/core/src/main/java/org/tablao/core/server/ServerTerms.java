package org.tablao.core.server;

/**
 * What a server offers its managers.
 *
 * @param storeId of the server's store: a manager with the same one writes its tasks, attempts and workers there itself
 * @param incarnation of that store
 * @param leaseSeconds how long a job lease lasts without a call
 * @param marginSeconds how long before its end a manager stops; so long do attempts of a dead manager go on at most
 * @param graceSeconds how long after its end a job is leased to another manager
 */
public record ServerTerms(
        String storeId, String incarnation, double leaseSeconds, double marginSeconds, double graceSeconds) {}
