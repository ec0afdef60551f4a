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
    private final List<ServerGate> gates = List.of(WhyDesk::ended, WhyDesk::leased);

    private record Here(List<GateAnswer> answers, Optional<ManagerRow> manager) {
        boolean allOpen() {
            return answers.stream().allMatch(GateAnswer::open);
        }
    }

    WhyDesk(ServerRoom room, JobDesk jobs, ManagerLine managers) {
        this.room = room;
        this.jobs = jobs;
        this.managers = managers;
    }

    CompletionStage<Why> why(String taskId) {
        return jobs.task(taskId).thenCompose(task -> room.call((state, turn) -> here(state, task))
                .thenCompose(here -> here.allOpen() && here.manager().isPresent()
                        ? ask(here.manager().get(), task, here)
                        : CompletableFuture.completedFuture(told(task, here.answers()))));
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
        return Answers.of(() -> managers.to(manager).policies())
                .handle((state, problem) -> problem == null
                        ? new PolicyView(manager.id(), manager.name(), "", state)
                        : new PolicyView(manager.id(), manager.name(), textOf(problem), UNKNOWN));
    }

    private Here here(ServerState state, TaskView task) {
        JobEntry job = state.jobs().find(task.jobId()).orElseThrow(() -> Answers.notFound("job", task.jobId()));
        List<GateAnswer> answers = new ArrayList<>();
        for (ServerGate gate : gates) {
            gate.ask(state, job, room.millis()).ifPresent(answers::add);
        }
        return new Here(answers, state.managers().find(job.row().managerId()).map(ManagerEntry::row));
    }

    private CompletionStage<Why> ask(ManagerRow manager, TaskView task, Here here) {
        return Answers.of(() -> managers.to(manager).why(task.id())).handle((why, problem) -> {
            List<GateAnswer> answers = new ArrayList<>(here.answers());
            if (problem == null) {
                answers.addAll(why.gates());
                return new Why(why.taskId(), why.status(), why.summary(), answers);
            }
            answers.add(unanswered(manager, problem));
            return told(task, answers);
        });
    }

    private static GateAnswer unanswered(ManagerRow manager, Throwable problem) {
        boolean forgot = plain(problem) instanceof RefusedException refused && refused.refusal() == Refusal.NOT_FOUND;
        return forgot
                ? ServerGate.closed(
                        "manager",
                        "Manager " + manager.name() + " does not have the job yet.",
                        "Nothing: it is about to take it.")
                : ServerGate.closed(
                        "manager",
                        "The job is with manager " + manager.name() + ", which cannot be asked: " + textOf(problem),
                        "See that the manager is up and reaches the server.");
    }

    private static Why told(TaskView task, List<GateAnswer> answers) {
        String summary = answers.stream()
                .filter(answer -> !answer.open())
                .findFirst()
                .map(GateAnswer::reason)
                .orElse("The task is " + task.status() + ".");
        return new Why(task.id(), task.status(), summary, List.copyOf(answers));
    }

    private static Optional<GateAnswer> ended(ServerState state, JobEntry job, long nowMillis) {
        return job.ended()
                ? Optional.of(ServerGate.closed(
                        "job",
                        "The job has ended: it is " + job.row().status() + ".",
                        "Requeue what is to run again, or submit it anew."))
                : Optional.empty();
    }

    private static Optional<GateAnswer> leased(ServerState state, JobEntry job, long nowMillis) {
        if (job.ended()) {
            return Optional.empty();
        }
        return Optional.of(state.managers()
                .find(job.row().managerId())
                .map(manager -> ServerGate.open(
                        "manager", "The job is with manager " + manager.row().name() + "."))
                .orElseGet(() -> ServerGate.closed(
                        "manager", "No manager has the job yet.", "A manager has to join, and have a worker.")));
    }

    private static String textOf(Throwable problem) {
        String text = plain(problem).getMessage();
        return text == null ? plain(problem).toString() : text;
    }

    private static Throwable plain(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
