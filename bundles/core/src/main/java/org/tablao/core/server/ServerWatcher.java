package org.tablao.core.server;

import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Is told what a turn changes, within that turn: what it sends must wait until the turn is durable. */
public interface ServerWatcher {
    /** @param news whether more than its counters changed */
    void job(Turn turn, JobEntry job, boolean news);

    void task(Turn turn, JobEntry job, int number);

    /** A running task is further. */
    void progress(Turn turn, JobEntry job, int number);

    void frame(Turn turn, FrameRow frame);

    void worker(Turn turn, WorkerRow worker);

    void manager(Turn turn, ManagerEntry manager);

    /** A manager that was waiting gets orders: it does not wait any more. */
    void orders(Turn turn, ManagerEntry manager, ManagerOrders orders);
}
