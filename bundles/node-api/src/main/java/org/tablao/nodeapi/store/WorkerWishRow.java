package org.tablao.nodeapi.store;

/** What is wanted of a worker. Key: workerId. The server writes it. */
public record WorkerWishRow(String workerId, long revision, String wanted, String schedule) implements Row {}
