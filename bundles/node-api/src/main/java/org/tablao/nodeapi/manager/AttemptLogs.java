package org.tablao.nodeapi.manager;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The logs of attempts, where a manager keeps them. */
@ProviderType
public interface AttemptLogs {
    /**
     * A piece of a log.
     *
     * @param bytes empty at the end; at most what was asked for
     * @param length of the log so far
     */
    record LogPiece(long offset, byte[] bytes, long length) {}

    /**
     * Reads from {@code offset}; NOT_FOUND when the attempt has no log.
     *
     * @param most bytes, at most 1 MiB
     */
    CompletionStage<LogPiece> read(String attemptId, long offset, int most);
}
