package org.tablao.link;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Knows of one task. */
final class KnowingManager implements ManagerQuestions {
    static final Why WHY = new Why(
            "0ABCDEFGHJKMN.7",
            "queued",
            "The job is paused.",
            List.of(new Why.GateAnswer("paused", false, "The job is paused.", "Resume the job.", "", "")));
    static final PolicyState POLICIES = new PolicyState(
            "priority",
            "",
            "fair-share",
            "",
            2,
            1,
            List.of(new PolicyState.Difference(5, "w1", "0ABCDEFGHJKMN.7", "0ABCDEFGHJKMP.1")));

    @Override
    public CompletionStage<Why> why(String taskId) {
        return taskId.equals(WHY.taskId())
                ? CompletableFuture.completedFuture(WHY)
                : CompletableFuture.failedFuture(
                        new RefusedException(Refusal.NOT_FOUND, "This manager has no task " + taskId + ".", ""));
    }

    @Override
    public CompletionStage<PolicyState> policies() {
        return CompletableFuture.completedFuture(POLICIES);
    }
}
