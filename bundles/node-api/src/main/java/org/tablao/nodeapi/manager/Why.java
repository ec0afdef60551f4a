package org.tablao.nodeapi.manager;

import java.util.List;

/**
 * Why a task does not run, gate by gate, in the order in which the scheduler asks them.
 *
 * @param status of the task
 * @param summary one sentence for people: the first gate that is closed, or that it runs
 */
public record Why(String taskId, String status, String summary, List<GateAnswer> gates) {

    /**
     * What one gate says.
     *
     * @param gate its name: {@code job}, {@code paused}, {@code dependencies}, {@code capabilities}, {@code limits}, …
     * @param open whether it lets the task through
     * @param reason why it is closed, or what opened it
     * @param change what would have to change; empty where it is open
     * @param workerId the worker that comes nearest, where the gate is about workers; else empty
     * @param worker its name
     */
    public record GateAnswer(String gate, boolean open, String reason, String change, String workerId, String worker) {}
}
