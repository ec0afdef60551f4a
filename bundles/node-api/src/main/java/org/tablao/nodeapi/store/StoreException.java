package org.tablao.nodeapi.store;

/** The store did not do what it was asked to; nothing of the transaction is kept. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
