package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.nodeapi.farm.PolicyView;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.manager.Why.GateAnswer;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.ManagerRow;

/** Says why a task does not run: first by what keeps its job here, then by what its manager says. */
final class WhyDesk {
    private static final PolicyState UNKNOWN = new PolicyState("", "", "", "", 0, 0, List.of());

    private final ServerRoom room;
    private final JobDesk jobs;
    private final ManagerLine managers;

    private record Here(List<GateAnswer> answers, Optional<ManagerRow> manager) {}

    WhyDesk(ServerRoom room, JobDesk jobs, ManagerLine managers) {
        this.room = room;
        this.jobs = jobs;
        this.managers = managers;
    }

    CompletionStage<Why> why(String taskId) {
        return jobs.task(taskId).thenCompose(task -> room.call((state, turn) -> here(state, task))
                .thenCompose(here -> here.manager()
                        .map(manager -> ask(manager, task, here))
                        .orElseGet(() -> CompletableFuture.completedFuture(told(task, here.answers())))));
    }

    CompletionStage<List<PolicyView>> policies() {
        return room.call((state, turn) ->
                        state.managers().all().stream().map(ManagerEntry::row).toList())
                .thenCompose(rows -> {
                    List<CompletableFuture<PolicyView>> asked = rows.stream()
                            .map(row -> policies(row).toCompletableFuture())
                            .toList();
                    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                            .thenApply(done ->
                                    asked.stream().map(CompletableFuture::join).toList());
                });
    }

    private CompletionStage<PolicyView> policies(ManagerRow manager) {
        return Answers.of(() -> managers.questions(manager).policies())
                .handle((state, problem) -> problem == null
                        ? new PolicyView(manager.id(), manager.name(), "", state)
                        : new PolicyView(manager.id(), manager.name(), textOf(problem), UNKNOWN));
    }

    private Here here(ServerState state, TaskView task) {
        JobEntry job = state.jobs().find(task.jobId()).orElseThrow(() -> Answers.notFound("job", task.jobId()));
        if (job.ended()) {
            String reason = "The job has ended: it is " + job.status().wireName() + ".";
            return new Here(
                    List.of(closed("job", reason, "Requeue what is to run again, or submit it anew.")),
                    Optional.empty());
        }
        return new Here(
                state.gates().answers(job, room.millis()),
                state.managers().find(job.row().managerId()).map(ManagerEntry::row));
    }

    private CompletionStage<Why> ask(ManagerRow manager, TaskView task, Here here) {
        return Answers.of(() -> managers.questions(manager).why(task.id())).handle((why, problem) -> {
            List<GateAnswer> answers = new ArrayList<>(here.answers());
            if (problem != null) {
                answers.add(unanswered(manager, problem));
                return told(task, answers);
            }
            // What is wanted here is what is there, as soon as its manager knows it.
            why.gates().forEach(own -> answers.removeIf(other -> other.gate().equals(own.gate())));
            String summary = firstClosed(answers).map(GateAnswer::reason).orElse(why.summary());
            answers.addAll(why.gates());
            return new Why(why.taskId(), why.status(), summary, answers);
        });
    }

    private static GateAnswer unanswered(ManagerRow manager, Throwable problem) {
        boolean forgot = plain(problem) instanceof RefusedException refused && refused.refusal() == Refusal.NOT_FOUND;
        return forgot
                ? closed(
                        "manager",
                        "Manager " + manager.name() + " does not have the job yet.",
                        "Nothing: it is about to take it.")
                : closed(
                        "manager",
                        "The job is with manager " + manager.name() + ", which cannot be asked: " + textOf(problem),
                        "See that the manager is up and reaches the server.");
    }

    private static GateAnswer closed(String gate, String reason, String change) {
        return new GateAnswer(gate, false, reason, change, "", "");
    }

    private static Optional<GateAnswer> firstClosed(List<GateAnswer> answers) {
        return answers.stream().filter(answer -> !answer.open()).findFirst();
    }

    private static Why told(TaskView task, List<GateAnswer> answers) {
        String summary = firstClosed(answers).map(GateAnswer::reason).orElse("The task is " + task.status() + ".");
        return new Why(task.id(), task.status(), summary, List.copyOf(answers));
    }

    private static String textOf(Throwable problem) {
        String text = plain(problem).getMessage();
        return text == null ? plain(problem).toString() : text;
    }

    private static Throwable plain(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
