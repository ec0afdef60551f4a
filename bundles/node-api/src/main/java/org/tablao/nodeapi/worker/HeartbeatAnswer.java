package org.tablao.nodeapi.worker;

/** @param stop true when the attempt is to end: it was cancelled */
public record HeartbeatAnswer(boolean stop, double leaseSeconds) {}
