package org.tablao.core.server;

/** What managers tell of. */
record Books(JobBook jobs, WorkerBook workers, BlockBook blocks) {}
