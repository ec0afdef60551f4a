package org.tablao.server;

import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.ids.AttemptId;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.manager.AttemptLogs;

/** Reads a log where its manager keeps it. */
@Component
public final class FarmLogs implements TaskLogs {
    private final ServerRoom room;
    private final ManagerLine line;

    @Activate
    public FarmLogs(@Reference ServerRoom room, @Reference ManagerLine line) {
        this.room = room;
        this.line = line;
    }

    @Override
    public CompletionStage<AttemptLogs.LogPiece> read(String attemptId, long offset, int most) {
        return Answers.of(() -> {
            AttemptId id = Answers.id("attempt", attemptId, AttemptId::parse);
            return room.call((state, turn) -> state.jobs()
                            .find(id.jobId())
                            .flatMap(job -> state.managers().find(job.row().managerId()))
                            .orElseThrow(() -> Answers.notFound("log of attempt", attemptId))
                            .row())
                    .thenCompose(manager -> line.logs(manager).read(attemptId, offset, most));
        });
    }
}
