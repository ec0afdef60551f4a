package org.tablao.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.store.Change;

/** The connections that commit: as many as ever committed at the same time, each kept until something fails on it. */
final class Writers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    private final DataSource pool;
    private final Hold hold;
    private final ConcurrentLinkedDeque<Writer> idle = new ConcurrentLinkedDeque<>();

    private final Tallies tallies;

    Writers(DataSource pool, Hold hold) {
        this.pool = pool;
        this.hold = hold;
        this.tallies = new Tallies(pool, hold);
    }

    void commit(List<Change> changes) throws SQLException {
        NetChanges net = NetChanges.of(changes);
        try (Tallying tallying = tallies.begin(net)) {
            commit(net, tallying);
        }
    }

    private void commit(NetChanges net, Tallying tallying) throws SQLException {
        Writer kept = idle.poll();
        Writer writer = kept == null ? new Writer(pool.getConnection()) : kept;
        boolean done = false;
        try {
            writer.commit(hold, net, tallying);
            done = true;
        } finally {
            if (done) {
                idle.push(writer);
            } else {
                end(writer);
            }
        }
    }

    @Override
    public void close() {
        for (Writer writer = idle.poll(); writer != null; writer = idle.poll()) {
            end(writer);
        }
    }

    private static void end(Writer writer) {
        try {
            writer.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection on which something had failed", e);
        }
    }
}
