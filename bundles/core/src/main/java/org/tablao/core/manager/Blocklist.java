package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tablao.core.index.RequirementClass;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.BlockRow;

/** The workers that get no more of a command for one job, because it failed on them too often. */
final class Blocklist {
    private record Key(String command, String workerId) {}

    private final JobRun job;
    private final Map<Key, BlockRow> rows = new LinkedHashMap<>();
    private final Map<Key, BitSet> tasks = new HashMap<>();
    private final Map<RequirementClass, Set<String>> commands = new HashMap<>();

    Blocklist(JobRun job) {
        this.job = job;
    }

    /** What counts as one kind of command: the names of all that a task runs. */
    static String commandOf(PlannedTask task) {
        return task.commands().stream().map(PlannedCommand::name).distinct().collect(Collectors.joining("+"));
    }

    /** Why the worker gets no more of a command; empty where it does. */
    Optional<String> reason(String command, String workerId) {
        return Optional.ofNullable(rows.get(new Key(command, workerId)))
                .filter(BlockRow::blocked)
                .map(row -> "Command " + command + " of this job failed " + row.failures()
                        + " times on this worker, which gets no more of it. " + row.reason());
    }

    /** Whether any worker is blocked for anything of the job. */
    boolean blocksSomebody() {
        return rows.values().stream().anyMatch(BlockRow::blocked);
    }

    /** The same of tasks of a class. */
    Optional<String> reason(RequirementClass kind, String workerId) {
        if (!blocksSomebody()) {
            return Optional.empty();
        }
        return commandsOf(kind).stream()
                .flatMap(command -> reason(command, workerId).stream())
                .findFirst();
    }

    /** The task is of another class than before. */
    void regrouped(int task) {
        if (!commands.isEmpty()) {
            group(task);
        }
    }

    /** What tasks of the class run: almost always the same. */
    private Set<String> commandsOf(RequirementClass kind) {
        if (commands.isEmpty()) {
            for (int number = 1; number <= job.size(); number++) {
                group(number);
            }
        }
        return commands.getOrDefault(kind, Set.of());
    }

    private void group(int task) {
        commands.computeIfAbsent(job.kind(task), any -> new LinkedHashSet<>()).add(commandOf(job.planned(task)));
    }

    void restore(BlockRow row) {
        rows.put(new Key(row.command(), row.workerId()), row);
    }

    /**
     * A command failed on a worker. One task counts once: a hopeless one shall not keep the worker from the others.
     *
     * @param most failures at which the worker is blocked; 0: never
     */
    void failed(Step step, TaskRun task, String workerId, int most) {
        Key key = new Key(commandOf(task.job.planned(task.number)), workerId);
        BitSet counted = tasks.computeIfAbsent(key, any -> new BitSet());
        if (!counted.get(task.number)) {
            counted.set(task.number);
            count(step, key, task.reason, most);
        }
    }

    private void count(Step step, Key key, String reason, int most) {
        BlockRow before = rows.get(key);
        int failures = before == null ? 1 : before.failures() + 1;
        boolean blocked = (before != null && before.blocked()) || (most > 0 && failures >= most);
        put(step, new BlockRow(job.id(), key.command, key.workerId, failures, blocked, reason, step.millis()));
    }

    /** The worker may have it all again; its failures count from none. Answers whether that changed anything. */
    boolean unblock(Step step, String workerId) {
        List<BlockRow> ofWorker = new ArrayList<>(rows.values().stream()
                .filter(row -> row.workerId().equals(workerId) && row.failures() > 0)
                .toList());
        tasks.keySet().removeIf(key -> key.workerId.equals(workerId));
        ofWorker.forEach(
                row -> put(step, new BlockRow(job.id(), row.command(), workerId, 0, false, "", step.millis())));
        return !ofWorker.isEmpty();
    }

    private void put(Step step, BlockRow row) {
        boolean stored = rows.put(new Key(row.command(), row.workerId()), row) != null;
        step.changed(row, stored);
    }
}
