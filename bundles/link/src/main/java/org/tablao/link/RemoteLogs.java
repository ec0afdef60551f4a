package org.tablao.link;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.manager.AttemptLogs;

/** The logs at a manager in another process. */
final class RemoteLogs implements AttemptLogs {

    private final Peer manager;
    private final String callbackToken;

    RemoteLogs(Peer manager, String callbackToken) {
        this.manager = manager;
        this.callbackToken = callbackToken;
    }

    @Override
    public CompletionStage<LogPiece> read(String attemptId, long offset, int most) {
        HttpRequest.Builder call = manager.call("/node/v1/logs/" + attemptId + "?offset=" + offset + "&most=" + most)
                .header("Authorization", "Bearer " + callbackToken);
        return manager.send(call.GET())
                .thenApply(response -> new LogPiece(
                        number(response, Wire.LOG_OFFSET_HEADER),
                        response.body(),
                        number(response, Wire.LOG_LENGTH_HEADER)));
    }

    private long number(HttpResponse<?> response, String header) {
        return response.headers()
                .firstValue(header)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElseThrow(() -> manager.unavailable(" answered without " + header + "."));
    }
}
