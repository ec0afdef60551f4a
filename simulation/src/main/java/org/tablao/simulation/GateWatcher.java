package org.tablao.simulation;

import org.tablao.core.owner.Turn;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerWatcher;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Of all that a server tells, a simulation needs the orders. */
final class GateWatcher implements ServerWatcher {
    private final ServerGate gate;

    GateWatcher(ServerGate gate) {
        this.gate = gate;
    }

    @Override
    public void job(Turn turn, JobEntry job, boolean news) {}

    @Override
    public void task(Turn turn, JobEntry job, int number) {}

    @Override
    public void progress(Turn turn, JobEntry job, int number) {}

    @Override
    public void frame(Turn turn, FrameRow frame) {}

    @Override
    public void worker(Turn turn, WorkerRow worker) {}

    @Override
    public void manager(Turn turn, ManagerEntry manager) {}

    @Override
    public void orders(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        gate.orders(turn, manager, orders);
    }
}
