package org.tablao.nodeapi.worker;

/** @param problem why a file could not be put in place; empty when all are */
public record Published(LeaseClaim claim, String problem) {}
