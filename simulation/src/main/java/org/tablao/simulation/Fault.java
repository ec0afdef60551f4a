package org.tablao.simulation;

/** What may go wrong in a run. */
enum Fault {
    SERVER_DIES,
    MANAGER_DIES,
    WORKER_DIES,
    SERVER_FREEZES,
    MANAGER_FREEZES,
    WORKER_FREEZES,
    PARTITION,
    ONE_WAY_PARTITION,
    COMMIT_FAILS,
    SLOW_DISK,
    CLOCK_RATES_DIFFER,
    CLOCK_BREAKS,
    WALL_CLOCK_JUMPS,
    WORKER_CLONED
}
