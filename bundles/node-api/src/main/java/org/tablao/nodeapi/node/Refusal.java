package org.tablao.nodeapi.node;

/** Why a call was not done. Each has its HTTP status. */
public enum Refusal {
    /** The message is not well formed, or a field is at fault. */
    INVALID(400),
    /** Not known: identify first. */
    UNAUTHENTICATED(401),
    /** Known, but not allowed. */
    FORBIDDEN(403),
    NOT_FOUND(404),
    /** A clone, or a newer start of the same node: stop. */
    SUPERSEDED(409),
    /** The lease is not current any more: discard. */
    STALE(409),
    /** Fits no longer with what is: read again. */
    CONFLICT(409),
    TOO_LARGE(413),
    /** Too often: call again when the time is over that the answer tells. */
    TOO_MANY(429),
    /** Cannot be done now: call again later. */
    UNAVAILABLE(503);

    private final int httpStatus;

    Refusal(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The name on the wire: {@code not-found}. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
