package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tablao.core.gates.Gate;
import org.tablao.core.gates.Question;
import org.tablao.core.gates.Said;
import org.tablao.core.ids.TaskId;
import org.tablao.core.index.JobFacts;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.manager.Why.GateAnswer;

/** Says of a task why it does not run: asks the gates that give tasks away, one by one, and has them speak. */
final class Explanation {
    /** More workers than these are not looked at to find the nearest: the owner's thread has other things to do. */
    private static final int MOST_WORKERS = 2_000;

    private final Book book;

    Explanation(Book book) {
        this.book = book;
    }

    /** With the worker that comes nearest to running it. */
    Why of(JobRun job, int number, Step step) {
        return told(job, number, step, job.isOpen(number) ? nearest(job, number, step) : Optional.empty());
    }

    /** With that worker. */
    Why of(JobRun job, int number, WorkerRun worker, Step step) {
        return told(job, number, step, Optional.of(worker));
    }

    private Why told(JobRun job, int number, Step step, Optional<WorkerRun> worker) {
        List<GateAnswer> answers = new ArrayList<>();
        if (job.isOpen(number)) {
            Question question = question(job, number, step);
            book.gates.ofTask().forEach(gate -> answers.add(answer(gate, question)));
            worker.ifPresentOrElse(
                    one -> aboutWorker(answers, question, one, job, number), () -> answers.add(nobody()));
        } else {
            Question question = book.question(step).about(job).about(number, false);
            book.gates.ofEnded().forEach(gate -> answers.add(answer(gate, question)));
        }
        TaskStatus status = job.status(number);
        return new Why(
                new TaskId(job.id(), number).toString(), status.wireName(), summary(job, number, answers), answers);
    }

    private void aboutWorker(List<GateAnswer> answers, Question question, WorkerRun worker, JobRun job, int number) {
        question.of(worker);
        for (Gate gate : book.gates.ofWorker()) {
            answers.add(answer(gate, question));
        }
        if (answers.stream().allMatch(GateAnswer::open)) {
            answers.add(turn(question, worker, job, number));
        }
    }

    /** All gates are open: which task goes first on that worker is a matter of order alone. */
    private GateAnswer turn(Question question, WorkerRun worker, JobRun job, int number) {
        Asking asking = new Asking(book.gates, question, worker);
        TaskIndex.Pick first = book.index.first(asking, Ranking.LIVE).orElseThrow();
        JobFacts other = first.job().facts();
        if (other == job && first.task() == number) {
            return new GateAnswer(
                    "turn", true, "It goes first when worker " + worker.name + " asks.", "", worker.id, worker.name);
        }
        String reason = "Task " + first.task() + " of job " + other.name() + " goes first on worker " + worker.name
                + ": " + book.standings.reason(first.job(), job.indexed) + ".";
        String change = other == job
                ? "The tasks of the job before it have to run first."
                : "A higher priority, or fewer tasks before it.";
        return new GateAnswer("turn", false, reason, change, worker.id, worker.name);
    }

    private Question question(JobRun job, int number, Step step) {
        return book.question(step)
                .about(job.kind(number))
                .about(job.indexed.project())
                .about(job)
                .about(number, job.hasFailed(number));
    }

    /** The worker at which the fewest gates are closed; what no waiting opens counts most. */
    private Optional<WorkerRun> nearest(JobRun job, int number, Step step) {
        Question question = question(job, number, step);
        WorkerRun nearest = null;
        int least = Integer.MAX_VALUE;
        int looked = 0;
        for (WorkerRun worker : book.workers.values()) {
            if (looked++ >= MOST_WORKERS) {
                break;
            }
            int distance = distance(question.of(worker), worker);
            if (distance < least) {
                least = distance;
                nearest = worker;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private int distance(Question question, WorkerRun worker) {
        int distance = 0;
        if (worker.kind().isEmpty() || !question.kind().admits(worker.kind().get())) {
            distance += 100;
        }
        if (!worker.status.takesWork()) {
            distance += 40;
        }
        if (!worker.occupancy().couldHold(question.kind().needs())) {
            distance += 20;
        }
        for (Gate gate : book.gates.ofWorker()) {
            distance += gate.opens(question) ? 0 : 1;
        }
        return distance;
    }

    private GateAnswer answer(Gate gate, Question question) {
        boolean open = gate.opens(question);
        Said said = gate.says(question, open);
        boolean ofWorker = book.gates.ofWorker().contains(gate);
        return new GateAnswer(
                gate.name(),
                open,
                said.reason(),
                said.change(),
                ofWorker ? question.worker().id() : "",
                ofWorker ? question.worker().name() : "");
    }

    private GateAnswer nobody() {
        return new GateAnswer("worker", false, "No worker has ever come to this manager.", "Start a worker.", "", "");
    }

    private String summary(JobRun job, int number, List<GateAnswer> answers) {
        if (job.status(number) == TaskStatus.RUNNING) {
            return Tasks.attemptOf(job, number).map(this::summaryOf).orElse("The task runs.");
        }
        if (job.status(number) == TaskStatus.QUEUED && job.placesMade > 0) {
            return (job.placesMade == 1 ? "A place is" : job.placesMade + " places are")
                    + " made for tasks of its job: what runs there ends after the frame that it renders.";
        }
        return answers.stream()
                .filter(answer -> !answer.open())
                .findFirst()
                .map(GateAnswer::reason)
                .orElse("Nothing is in its way: it goes first when a worker asks.");
    }

    private String summaryOf(Attempt attempt) {
        String worker = Optional.ofNullable(book.workers.get(attempt.workerId))
                .map(WorkerRun::name)
                .orElse(attempt.workerId);
        if (attempt.waits) {
            return "It was given to worker " + worker + ", and starts there when a slot is free.";
        }
        if (attempt.givesWayTo.isPresent()) {
            return "It runs on worker " + worker + ", and ends there after the frame that it renders: job "
                    + attempt.givesWayTo.get().name() + " goes first.";
        }
        return attempt.fillsSlot()
                ? "It runs on worker " + worker + "."
                : "It is done on worker " + worker + ", and its files are being put in place.";
    }
}
