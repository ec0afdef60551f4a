package org.tablao.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Rows by key, as strict as a database about rows that are there or are not. */
final class MemoryStore implements Store {
    private final Map<String, Row> rows = new TreeMap<>();
    private final List<List<Change>> commits = new ArrayList<>();
    private boolean full;
    private volatile Runnable whileTasksAreRead = () -> {};

    synchronized List<List<Change>> commits() {
        return List.copyOf(commits);
    }

    synchronized void full(boolean now) {
        full = now;
    }

    @Override
    public String storeId() {
        return "store-of-the-server";
    }

    @Override
    public String incarnation() {
        return "incarnation-1";
    }

    @Override
    public synchronized void commit(List<Change> changes) throws StoreException {
        if (full) {
            throw new StoreException("the disk is full", new java.io.IOException("no space left"));
        }
        Map<String, Row> after = new TreeMap<>(rows);
        for (Change change : changes) {
            String key = keyOf(change.row());
            boolean there = after.containsKey(key);
            if (change instanceof Change.Insert == there && !(change instanceof Change.Delete)) {
                throw new StoreException(key + (there ? " is there already" : " is not there"), new RuntimeException());
            }
            if (change instanceof Change.Delete) {
                after.remove(key);
            } else {
                after.put(key, change.row());
            }
        }
        commits.add(List.copyOf(changes));
        rows.clear();
        rows.putAll(after);
    }

    @Override
    public synchronized <R extends Row> List<R> all(Class<R> kind) {
        return rows.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void whileTasksAreRead(Runnable what) {
        whileTasksAreRead = what;
    }

    @Override
    public List<TaskRow> tasks(String jobId) {
        whileTasksAreRead.run();
        return all(TaskRow.class).stream()
                .filter(row -> row.jobId().equals(jobId))
                .toList();
    }

    @Override
    public List<AttemptRow> attempts(String jobId, Optional<Integer> taskNumber) {
        return all(AttemptRow.class).stream()
                .filter(row -> row.jobId().equals(jobId))
                .filter(row -> taskNumber.isEmpty() || taskNumber.get() == row.taskNumber())
                .toList();
    }

    @Override
    public Optional<BlobRow> blob(String sha256) {
        return all(BlobRow.class).stream()
                .filter(row -> row.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public List<FrameRow> frames(FrameQuery query) {
        Comparator<FrameRow> order = query.newestFirst()
                ? Comparator.comparingLong(FrameRow::renderedAtMillis).reversed()
                : Comparator.comparingInt(FrameRow::number);
        return found(query)
                .sorted(order)
                .skip(query.offset())
                .limit(query.limit())
                .toList();
    }

    @Override
    public long countFrames(FrameQuery query) {
        return found(query).count();
    }

    @Override
    public Optional<FrameRow> frame(String jobId, int ordinal) {
        return all(FrameRow.class).stream()
                .filter(row -> row.jobId().equals(jobId) && row.ordinal() == ordinal)
                .findFirst();
    }

    @Override
    public List<FrameRow> framesWithoutThumbnail(int limit) {
        return all(FrameRow.class).stream()
                .filter(row ->
                        row.status().equals("published") && row.thumbnail().equals("none"))
                .limit(limit)
                .toList();
    }

    private Stream<FrameRow> found(FrameQuery query) {
        return all(FrameRow.class).stream()
                .filter(row -> query.jobId().isEmpty() || row.jobId().equals(query.jobId()))
                .filter(row -> query.shotId().isEmpty() || row.shotId().equals(query.shotId()))
                .filter(row -> query.layer().isEmpty() || row.layer().equals(query.layer()))
                .filter(row -> query.status().isEmpty() || row.status().equals(query.status()))
                .filter(row -> row.number() >= query.from() && row.number() <= query.to());
    }

    private static String keyOf(Row row) {
        if (row instanceof TaskRow task) {
            return String.format("task %s.%09d", task.jobId(), task.number());
        } else if (row instanceof AttemptRow attempt) {
            return String.format("attempt %s.%09d.%09d", attempt.jobId(), attempt.taskNumber(), attempt.number());
        } else if (row instanceof FrameRow frame) {
            return String.format("frame %s.%09d", frame.jobId(), frame.ordinal());
        }
        return row.getClass().getSimpleName() + " " + idOf(row);
    }

    private static String idOf(Row row) {
        if (row instanceof JobRow job) {
            return job.id();
        } else if (row instanceof LeasedJobRow job) {
            return job.jobId();
        } else if (row instanceof ProjectRow project) {
            return project.id();
        } else if (row instanceof ShotRow shot) {
            return shot.id();
        } else if (row instanceof ManagerRow manager) {
            return manager.id();
        } else if (row instanceof WorkerRow worker) {
            return worker.id();
        } else if (row instanceof BlobRow blob) {
            return blob.sha256();
        } else if (row instanceof LimitRow limit) {
            return limit.name();
        } else if (row instanceof LimitShareRow share) {
            return share.managerId() + " " + share.name();
        } else if (row instanceof JobWishRow wish) {
            return String.format("%s.%09d", wish.jobId(), wish.revision());
        } else if (row instanceof AuditRow entry) {
            return entry.id();
        }
        return String.valueOf(((OutboxRow) row).sequence());
    }
}
