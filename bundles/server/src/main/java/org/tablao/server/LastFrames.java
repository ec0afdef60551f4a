package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tablao.core.server.ServerState;
import org.tablao.core.state.FrameStatus;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** Looks up, once after a start, the newest frames of shots and ended jobs that are shown. */
final class LastFrames {
    private final ServerRoom room;

    LastFrames(ServerRoom room) {
        this.room = room;
    }

    CompletionStage<Void> ofJobs(Function<ServerState, List<String>> shown) {
        return complete(
                state -> shown.apply(state).stream()
                        .flatMap(id -> state.jobs().find(id).stream())
                        .filter(job -> job.lastFrame().isEmpty() && job.frames().of(FrameStatus.PUBLISHED) > 0)
                        .map(job -> newest("", job.id()))
                        .toList(),
                (state, frame) -> state.jobs().find(frame.jobId()).ifPresent(job -> job.saw(frame)));
    }

    CompletionStage<Void> ofShots(Function<ServerState, List<String>> shown) {
        return complete(
                state -> shown.apply(state).stream()
                        .flatMap(id -> state.projects().shot(id).stream())
                        .filter(shot ->
                                shot.lastFrame().isEmpty() && shot.frames().of(FrameStatus.PUBLISHED) > 0)
                        .map(shot -> newest(shot.row().id(), ""))
                        .toList(),
                (state, frame) -> state.projects().shot(frame.shotId()).ifPresent(shot -> shot.saw(frame)));
    }

    /** Remembers a frame. */
    private interface Remembering {
        void remember(ServerState state, FrameRow frame);
    }

    private CompletionStage<Void> complete(Function<ServerState, List<FrameQuery>> missing, Remembering remembering) {
        return room.call((state, turn) -> missing.apply(state))
                .thenCompose(queries -> queries.isEmpty()
                        ? CompletableFuture.completedFuture(List.<FrameRow>of())
                        : room.read(store -> find(store, queries)))
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : room.call((state, turn) -> {
                            found.forEach(frame -> remembering.remember(state, frame));
                            return null;
                        }));
    }

    private static List<FrameRow> find(Store store, List<FrameQuery> queries) throws StoreException {
        List<FrameRow> found = new ArrayList<>();
        for (FrameQuery query : queries) {
            found.addAll(store.frames(query));
        }
        return found;
    }

    private static FrameQuery newest(String shotId, String jobId) {
        return new FrameQuery(
                shotId, jobId, "", FrameStatus.PUBLISHED.wireName(), Integer.MIN_VALUE, Integer.MAX_VALUE, true, 0, 1);
    }
}
