package org.tablao.nodeapi.store;

/** A change of one row. */
public sealed interface Change {
    Row row();

    /** The row is not there yet. */
    record Insert(Row row) implements Change {}

    /** The row is there; all its columns are written. */
    record Update(Row row) implements Change {}

    /** The row of the same key goes; one that is not there is no error. */
    record Delete(Row row) implements Change {}
}
