package org.tablao.storage;

/** A stored file is not as it was written. */
final class DamageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param what which file, where, and what is wrong with it */
    DamageException(String what) {
        super(what);
    }
}
