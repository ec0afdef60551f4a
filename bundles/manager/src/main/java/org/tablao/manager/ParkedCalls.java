package org.tablao.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.tablao.nodeapi.worker.TaskLease;

/** Calls of workers that wait for a lease: one a worker, no thread. Any thread. */
final class ParkedCalls {
    /** A call that waits. */
    record Call(CompletableFuture<List<TaskLease>> answer, long untilNanos) {}

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Keeps a call; the worker's earlier one ends with no lease. */
    void park(String workerId, CompletableFuture<List<TaskLease>> answer, long nowNanos, Duration wait) {
        Call before = calls.put(workerId, new Call(answer, nowNanos + wait.toNanos()));
        if (before != null) {
            before.answer().complete(List.of());
        }
        if (closed) {
            endAll();
        }
    }

    int size() {
        return calls.size();
    }

    void answer(String workerId, List<TaskLease> leases) {
        Call call = calls.remove(workerId);
        if (call != null) {
            call.answer().complete(leases);
        }
    }

    /** Workers whose time is up. */
    List<String> overdue(long nowNanos) {
        List<String> overdue = new ArrayList<>();
        calls.forEach((workerId, call) -> {
            if (call.untilNanos() - nowNanos <= 0) {
                overdue.add(workerId);
            }
        });
        return overdue;
    }

    /** No call waits any more, also one that is just being parked. */
    void close() {
        closed = true;
        endAll();
    }

    /** All end with no lease. */
    void endAll() {
        List.copyOf(calls.keySet()).forEach(workerId -> answer(workerId, List.of()));
    }
}
