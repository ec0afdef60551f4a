package org.tablao.nodeapi.store;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What outlives the process. All calls block: the thread that owns a role's state never calls them, its committer does. Where
 * roles share a framework they share the store.
 */
@ProviderType
public interface Store {
    /** This database's own id, for ever. */
    String storeId();

    /** New after each restore of a backup. */
    String incarnation();

    /** Applies all changes in order, in one durable transaction, or none. Calls of several threads are safe. */
    void commit(List<Change> changes) throws StoreException;

    /** All rows of a kind, in the order of their keys. */
    <R extends Row> List<R> all(Class<R> kind) throws StoreException;

    /** The tasks of a job that differ from its plan. */
    List<TaskRow> tasks(String jobId) throws StoreException;

    /** The attempts at the tasks of a job, or of one of them. */
    List<AttemptRow> attempts(String jobId, Optional<Integer> taskNumber) throws StoreException;

    /** The attempts at the tasks of a job that have one of these statuses, by task and number. */
    default List<AttemptRow> attempts(String jobId, Set<String> statuses) throws StoreException {
        return attempts(jobId, Optional.empty()).stream()
                .filter(attempt -> statuses.contains(attempt.status()))
                .toList();
    }

    /** The number of the latest attempt at each task of a job that has one, by task. */
    default Map<Integer, Integer> lastAttempts(String jobId) throws StoreException {
        return attempts(jobId, Optional.empty()).stream()
                .collect(Collectors.toMap(AttemptRow::taskNumber, AttemptRow::number, Math::max));
    }

    Optional<BlobRow> blob(String sha256) throws StoreException;

    /** Rows of one page. */
    List<FrameRow> frames(FrameQuery query) throws StoreException;

    /** All frames of a job, by ordinal. */
    default List<FrameRow> framesOf(String jobId) throws StoreException {
        return all(FrameRow.class).stream()
                .filter(frame -> frame.jobId().equals(jobId))
                .toList();
    }

    /** How many frames the query finds without its limit. */
    long countFrames(FrameQuery query) throws StoreException;

    Optional<FrameRow> frame(String jobId, int ordinal) throws StoreException;

    /** Published frames without a thumbnail made or failed, oldest first. */
    List<FrameRow> framesWithoutThumbnail(int limit) throws StoreException;

    /** Entries of the audit, the newest first. */
    default List<AuditRow> audit(AuditQuery query) throws StoreException {
        return all(AuditRow.class).stream()
                .filter(query::finds)
                .sorted(Comparator.comparing(AuditRow::id).reversed())
                .limit(query.limit())
                .toList();
    }

    /** The oldest entries of the audit, the very oldest first. */
    default List<AuditRow> oldestAudit(int limit) throws StoreException {
        return all(AuditRow.class).stream().limit(limit).toList();
    }

    /** How many entries the audit has. */
    default long countAudit() throws StoreException {
        return all(AuditRow.class).size();
    }

    /** How many rows of a job have a status. */
    record Tally(String jobId, String status, long count) {}

    /** The tasks of jobs that have ended, as far as they have rows, counted by job and status; there may be others. */
    default List<Tally> taskTallies() throws StoreException {
        return tallies(all(TaskRow.class), TaskRow::jobId, TaskRow::status);
    }

    /** The frames of jobs that have ended, counted by job and status; there may be others. */
    default List<Tally> frameTallies() throws StoreException {
        return tallies(all(FrameRow.class), FrameRow::jobId, FrameRow::status);
    }

    private static <R> List<Tally> tallies(List<R> rows, Function<R, String> jobId, Function<R, String> status) {
        return rows.stream()
                .map(row -> new Tally(jobId.apply(row), status.apply(row), 1))
                .collect(Collectors.groupingBy(one -> one, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(group -> new Tally(group.getKey().jobId(), group.getKey().status(), group.getValue()))
                .toList();
    }
}
