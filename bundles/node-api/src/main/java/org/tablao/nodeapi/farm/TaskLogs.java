package org.tablao.nodeapi.farm;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.manager.AttemptLogs;

/** Logs of attempts, wherever their manager is. */
@ProviderType
public interface TaskLogs {
    /** @param attemptId {@code <job>.<n>.<k>} */
    CompletionStage<AttemptLogs.LogPiece> read(String attemptId, long offset, int most);
}
