package org.tablao.nodeapi.store;

/** Key: id. */
public record ProjectRow(String id, String name, long createdAtMillis, double guaranteed, double burst) implements Row {

    /** A project without a share of its own. */
    public ProjectRow(String id, String name, long createdAtMillis) {
        this(id, name, createdAtMillis, 0, 100);
    }
}
