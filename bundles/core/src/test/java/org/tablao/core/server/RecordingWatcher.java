package org.tablao.core.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Keeps what it is told. */
final class RecordingWatcher implements ServerWatcher {
    final Map<String, List<ManagerOrders>> orders = new HashMap<>();
    final List<String> told = new ArrayList<>();

    @Override
    public void job(Turn turn, JobEntry job, boolean news) {
        if (news) {
            told.add("job " + job.row().status());
        }
    }

    @Override
    public void task(Turn turn, JobEntry job, int number) {
        told.add(
                "task " + number + " " + job.live().orElseThrow().status(number).wireName());
    }

    @Override
    public void progress(Turn turn, JobEntry job, int number) {
        told.add("progress " + number);
    }

    @Override
    public void frame(Turn turn, FrameRow frame) {
        told.add("frame " + frame.number() + " " + frame.status());
    }

    @Override
    public void worker(Turn turn, WorkerRow worker) {
        told.add("worker " + worker.name() + " " + worker.status());
    }

    @Override
    public void manager(Turn turn, ManagerEntry manager) {
        told.add("manager " + manager.row().name() + " " + manager.row().status());
    }

    @Override
    public void orders(Turn turn, ManagerEntry manager, ManagerOrders given) {
        orders.computeIfAbsent(manager.row().name(), name -> new ArrayList<>()).add(given);
    }

    List<ManagerOrders> ordersOf(String manager) {
        return orders.getOrDefault(manager, List.of());
    }
}
