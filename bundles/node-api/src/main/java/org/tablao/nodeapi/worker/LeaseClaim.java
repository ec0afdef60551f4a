package org.tablao.nodeapi.worker;

/** What a holder shows with each call on a lease: it is current only if all three are. */
public record LeaseClaim(String incarnation, long epoch, int attempt) {}
