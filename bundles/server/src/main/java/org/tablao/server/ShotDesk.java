package org.tablao.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tablao.core.server.FrameId;
import org.tablao.core.server.ServerState;
import org.tablao.core.server.ShotEntry;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.farm.ShotView;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.FrameRow;

/** Shows projects, shots and frames. */
final class ShotDesk {
    private final ServerRoom room;
    private final LastFrames lastFrames;

    ShotDesk(ServerRoom room) {
        this.room = room;
        this.lastFrames = new LastFrames(room);
    }

    CompletionStage<List<ProjectView>> projects() {
        return room.call((state, turn) -> state.projects().projects().stream()
                .map(new FarmViews(state)::project)
                .toList());
    }

    CompletionStage<Page<ShotView>> shots(String project, String cursor, int limit) {
        return lastFrames
                .ofShots(state -> page(state, project, cursor, limit, shot -> shot.row()
                                .id())
                        .items())
                .thenCompose(done ->
                        room.call((state, turn) -> page(state, project, cursor, limit, new FarmViews(state)::shot)));
    }

    CompletionStage<ShotView> shot(String shotId) {
        return lastFrames
                .ofShots(state -> List.of(shotId))
                .thenCompose(done -> room.call((state, turn) -> state.projects()
                        .shot(shotId)
                        .map(new FarmViews(state)::shot)
                        .orElseThrow(() -> Answers.notFound("shot", shotId))));
    }

    CompletionStage<Page<FrameView>> frames(FrameQuery query) {
        Paging.check(query.limit());
        return room.read(store -> new Page<>(store.frames(query), "", store.countFrames(query)))
                .thenCompose(rows -> room.call((state, turn) -> Paging.counted(
                        rows.items().stream().map(new FarmViews(state)::frame).toList(),
                        query.offset(),
                        rows.total())));
    }

    CompletionStage<FrameView> frame(String frameId) {
        FrameId id = Answers.id("frame", frameId, FrameId::parse);
        return room.read(store ->
                        store.frame(id.jobId(), id.ordinal()).orElseThrow(() -> Answers.notFound("frame", frameId)))
                .thenCompose(this::view);
    }

    CompletionStage<Optional<FrameView>> lastFrame() {
        return room.call((state, turn) -> state.frames().last().map(new FarmViews(state)::frame));
    }

    private CompletionStage<FrameView> view(FrameRow row) {
        return room.call((state, turn) -> new FarmViews(state).frame(row));
    }

    private static <V> Page<V> page(
            ServerState state, String project, String cursor, int limit, Function<ShotEntry, V> view) {
        String id = project.isEmpty()
                ? ""
                : state.projects()
                        .findProject(project)
                        .orElseThrow(() -> Answers.notFound("project", project))
                        .id();
        return Paging.keyed(
                state.projects().newestShots(),
                shot -> id.isEmpty() || shot.row().projectId().equals(id),
                cursor,
                limit,
                view);
    }
}
