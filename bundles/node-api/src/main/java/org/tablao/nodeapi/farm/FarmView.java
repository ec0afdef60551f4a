package org.tablao.nodeapi.farm;

/**
 * The farm in one look.
 *
 * @param status {@code active} (something runs), {@code waiting} (work, but nothing runs), {@code idle} (no work), {@code
 *     inoperable} (no manager or no worker)
 */
public record FarmView(
        String status,
        int workers,
        int workersBusy,
        int managers,
        int jobsActive,
        int jobsQueued,
        int tasksRunning,
        int tasksLeft,
        long framesPublished) {}
