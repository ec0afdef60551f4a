package org.tablao.itests.chaos;

/** What happens to a farm on its worst night. */
enum Trouble {
    KILL_SERVER,
    KILL_MANAGER,
    KILL_WORKER,
    FREEZE_MANAGER,
    FREEZE_WORKER,
    LOST_REPLIES,
    DOUBLED_CALLS,
    LATE_CALLS,
    PARTITION,
    CANCEL,
    CLONED_WORKER,
    SECOND_MANAGER
}
