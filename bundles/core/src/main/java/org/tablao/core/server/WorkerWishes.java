package org.tablao.core.server;

import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** What users want of workers; their managers make it so. */
public final class WorkerWishes {
    private final WishBook wishes;
    private final JobLeasing leasing;
    private final ServerWatcher watcher;

    WorkerWishes(WishBook wishes, JobLeasing leasing, ServerWatcher watcher) {
        this.wishes = wishes;
        this.leasing = leasing;
        this.watcher = watcher;
    }

    /** What is wanted of a worker now, whether its manager knows that or not. */
    public WorkerWishRow of(WorkerRow worker) {
        WorkerWishRow told = new WorkerWishRow(worker.id(), worker.wishRevision(), worker.wanted(), worker.schedule());
        return wishes.ofWorker(worker.id())
                .filter(wish -> wish.revision() > worker.wishRevision())
                .orElse(told);
    }

    /**
     * @param wanted {@code run}, {@code sleep} or {@code drain}
     * @param schedule when it sleeps; empty: never by itself
     */
    public void want(Turn turn, WorkerRow worker, String wanted, String schedule) {
        WorkerWishRow before = of(worker);
        if (before.wanted().equals(wanted) && before.schedule().equals(schedule)) {
            return;
        }
        WorkerWishRow wish = new WorkerWishRow(worker.id(), before.revision() + 1, wanted, schedule);
        wishes.put(turn, wish);
        watcher.worker(turn, worker);
        leasing.wishChanged(turn, worker.managerId(), wish);
    }
}
