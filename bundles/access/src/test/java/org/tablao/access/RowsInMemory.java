package org.tablao.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.TokenRow;
import org.tablao.nodeapi.store.UserRow;

/** The rows of accounts, in memory; or a store that does not answer. */
final class RowsInMemory implements Store {
    private final Map<String, Row> rows = new LinkedHashMap<>();
    boolean broken;

    @Override
    public synchronized void commit(List<Change> changes) throws StoreException {
        if (broken) {
            throw new StoreException("it is broken", new IllegalStateException());
        }
        for (Change change : changes) {
            if (change instanceof Change.Delete) {
                rows.remove(keyOf(change.row()));
            } else {
                rows.put(keyOf(change.row()), change.row());
            }
        }
    }

    private static String keyOf(Row row) {
        if (row instanceof UserRow user) {
            return "user " + user.name();
        }
        return row instanceof TokenRow token ? "token " + token.id() : "audit " + ((AuditRow) row).id();
    }

    @Override
    public synchronized <R extends Row> List<R> all(Class<R> kind) {
        List<R> found = new ArrayList<>();
        rows.values().stream().filter(kind::isInstance).map(kind::cast).forEach(found::add);
        return found;
    }

    @Override
    public String storeId() {
        return "store";
    }

    @Override
    public String incarnation() {
        return "1";
    }

    @Override
    public List<TaskRow> tasks(String jobId) {
        return List.of();
    }

    @Override
    public List<AttemptRow> attempts(String jobId, Optional<Integer> taskNumber) {
        return List.of();
    }

    @Override
    public Optional<BlobRow> blob(String sha256) {
        return Optional.empty();
    }

    @Override
    public List<FrameRow> frames(FrameQuery query) {
        return List.of();
    }

    @Override
    public long countFrames(FrameQuery query) {
        return 0;
    }

    @Override
    public Optional<FrameRow> frame(String jobId, int ordinal) {
        return Optional.empty();
    }

    @Override
    public List<FrameRow> framesWithoutThumbnail(int limit) {
        return List.of();
    }
}
