package org.tablao.core.server;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.store.BlockRow;

/** The workers that get no more of a command for a job, as managers told. */
public final class BlockBook {
    private record Key(String command, String workerId) {}

    private static final Comparator<BlockRow> ORDER =
            Comparator.comparing(BlockRow::command).thenComparing(BlockRow::workerId);

    private final Map<String, Map<Key, BlockRow>> all = new HashMap<>();

    BlockBook() {}

    /** Those of a job that are blocked now. */
    public List<BlockRow> of(String jobId) {
        return all.getOrDefault(jobId, Map.of()).values().stream()
                .filter(BlockRow::blocked)
                .sorted(ORDER)
                .toList();
    }

    /** Whether the row is written for the first time. */
    boolean put(BlockRow row) {
        return all.computeIfAbsent(row.jobId(), any -> new HashMap<>()).put(new Key(row.command(), row.workerId()), row)
                == null;
    }
}
