package org.tablao.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Problem;
import org.tablao.pluginapi.schema.Values;

/**
 * Runs the commands of an attempt in order, on a thread that may block. Every ending goes through the same exit: the trees are
 * gone and the files looked at before anything is reported.
 */
final class AttemptRun {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

    private final CommandSource commands;
    private final Executor check;
    private final Ticker ticker;

    AttemptRun(CommandSource commands, Executor check, Ticker ticker) {
        this.commands = commands;
        this.check = check;
        this.ticker = ticker;
    }

    Report run(Attempt attempt) {
        long start = ticker.nanos();
        Map<String, String> versions = new LinkedHashMap<>();
        ConcurrentLinkedQueue<CompletableFuture<ReportedFile>> files = new ConcurrentLinkedQueue<>();
        Outcome outcome;
        attempt.enter();
        try {
            attempt.folders().open();
            outcome = runAll(attempt, versions, files);
        } catch (InterruptedException e) {
            outcome = Outcome.of(OutcomeClass.INTERRUPTED, "The attempt was ended.");
        } catch (IOException e) {
            outcome = OutputCheck.failed(e, attempt.folders().scratch());
        } catch (RuntimeException e) {
            LOG.error("running {}", attempt.id(), e);
            outcome = Outcome.of(OutcomeClass.PLUGIN_FAULT, "The task could not be run: " + e + ".");
        } finally {
            attempt.leave();
            attempt.endTrees();
        }
        List<ReportedFile> whole = new ArrayList<>();
        boolean gaveWay = gaveWay(attempt, outcome);
        if (outcome.isCompleted() || gaveWay) {
            outcome = collect(files, whole, outcome);
        }
        outcome = considering(attempt, outcome);
        boolean publishes = outcome.isCompleted() || (gaveWay && gaveWay(attempt, outcome));
        return new Report(
                attempt.lease().claim(),
                outcome.kind().wireName(),
                outcome.reason(),
                outcome.hint(),
                (ticker.nanos() - start) / 1e9,
                publishes ? List.copyOf(whole) : List.of(),
                Map.copyOf(versions));
    }

    private Outcome runAll(
            Attempt attempt, Map<String, String> versions, ConcurrentLinkedQueue<CompletableFuture<ReportedFile>> files)
            throws InterruptedException {
        List<CommandSource.Held> held = new ArrayList<>();
        try {
            // All are taken before the first runs: a task keeps its versions to its end.
            for (PlannedCommand planned : attempt.lease().commands()) {
                CommandSource.Held one = commands.hold(planned);
                held.add(one);
                versions.put(planned.name(), one.version());
            }
            return inOrder(attempt, held, file -> files.add(CompletableFuture.supplyAsync(() -> checked(file), check)));
        } catch (CommandSource.NotOffered e) {
            return Outcome.of(OutcomeClass.INTERRUPTED, e.getMessage());
        } finally {
            held.forEach(CommandSource.Held::close);
        }
    }

    private static Outcome inOrder(
            Attempt attempt, List<CommandSource.Held> held, java.util.function.Consumer<ProducedFile> produced)
            throws InterruptedException {
        List<PlannedCommand> planned = attempt.lease().commands();
        Outcome outcome = Outcome.completed();
        for (int i = 0; i < held.size() && outcome.isCompleted(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            CommandSource.Held one = held.get(i);
            PlannedCommand plan = planned.get(i);
            attempt.log().add("Tablao: command " + plan.name() + " " + one.version());
            AttemptContext.Place place = new AttemptContext.Place(i, held.size());
            outcome = guarded(attempt, plan, one, values -> new AttemptContext(attempt, values, place, produced));
        }
        return outcome;
    }

    /** Strangers' code: whatever it throws is an outcome. */
    private static Outcome guarded(
            Attempt attempt,
            PlannedCommand plan,
            CommandSource.Held held,
            java.util.function.Function<Values, AttemptContext> context)
            throws InterruptedException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread()
                    .setContextClassLoader(held.command().getClass().getClassLoader());
            Values values = held.command().parameters().check(plan.parameters());
            Outcome outcome = held.command().run(context.apply(values));
            return outcome == null ? fault(plan, held, "it answered with nothing") : outcome;
        } catch (InvalidValues e) {
            return refused(e.problems());
        } catch (InterruptedException e) {
            if (attempt.cause() == Attempt.Cause.NONE) {
                return fault(plan, held, e.toString());
            }
            throw e;
        } catch (IOException e) {
            attempt.log().add("Tablao: " + e);
            return OutputCheck.failed(e, attempt.folders().scratch());
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            attempt.log().add("Tablao: " + e);
            LOG.warn("command {} {} failed in {}", plan.name(), held.version(), attempt.id(), e);
            return fault(plan, held, e.toString());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Outcome refused(List<Problem> problems) {
        Problem first = problems.get(0);
        return Outcome.of(
                OutcomeClass.REFUSED_PARAMETERS, first.field() + " " + first.reason() + ".", first.wayOut() + ".");
    }

    private static Outcome fault(PlannedCommand plan, CommandSource.Held held, String what) {
        return Outcome.of(
                OutcomeClass.PLUGIN_FAULT,
                "The command " + plan.name() + " " + held.version() + " failed: " + what + ".");
    }

    private static ReportedFile checked(ProducedFile file) {
        try {
            return OutputCheck.check(file);
        } catch (OutputCheck.NotWhole e) {
            throw new CompletionException(e);
        }
    }

    /** It was asked to, and nothing else ended it. */
    private static boolean gaveWay(Attempt attempt, Outcome outcome) {
        return attempt.givesWay()
                && attempt.cause() == Attempt.Cause.NONE
                && outcome.kind() == OutcomeClass.INTERRUPTED
                && attempt.lease().commands().size() == 1;
    }

    /** @param otherwise the outcome where all files are whole */
    private static Outcome collect(
            Iterable<CompletableFuture<ReportedFile>> files, List<ReportedFile> whole, Outcome otherwise) {
        for (CompletableFuture<ReportedFile> file : files) {
            try {
                whole.add(file.join());
            } catch (CompletionException e) {
                return e.getCause() instanceof OutputCheck.NotWhole problem
                        ? problem.outcome()
                        : Outcome.of(OutcomeClass.BAD_OUTPUT, "A file could not be checked: " + e.getCause() + ".");
            }
        }
        return otherwise;
    }

    /** An end that was asked for explains itself, whatever the command made of it. */
    private static Outcome considering(Attempt attempt, Outcome outcome) {
        return switch (attempt.cause()) {
            case NONE -> outcome;
            case CANCELLED -> Outcome.of(OutcomeClass.CANCELLED, "The attempt was cancelled.");
            case INTERRUPTED -> outcome.isCompleted()
                    ? outcome
                    : Outcome.of(OutcomeClass.INTERRUPTED, "The worker was stopped.");
            case TIMED_OUT -> Outcome.of(OutcomeClass.TIMED_OUT, attempt.why());
            case OUT_OF_MEMORY -> Outcome.of(OutcomeClass.OUT_OF_MEMORY, attempt.why());
            case ABANDONED -> Outcome.of(OutcomeClass.LOST, "The attempt was given up.");
        };
    }
}
