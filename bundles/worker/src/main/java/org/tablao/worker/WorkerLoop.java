package org.tablao.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.paths.RefusedPath;
import org.tablao.paths.RootedPaths;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.processes.ProcessTrees;

/** Available, run, report, publish, and again. All state belongs to the owner thread. */
final class WorkerLoop {
    /**
     * What it was made with.
     *
     * @param name the worker's, for people
     * @param attempts the folder of the attempts' own folders
     * @param journal the folder of the journals
     */
    record Settings(String name, Path attempts, Path journal, Ticker ticker, Clock clock) {}

    static final Duration LONG_POLL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
    private static final Logger STEPS = LoggerFactory.getLogger("org.tablao.handshake");

    /** Some ten thousand processes. */
    private static final long PROCESS_JOURNAL_BYTES = 4 << 20;

    /** How long a stop waits for the manager's answer to a report. */
    private static final Duration ANSWER_AT_STOP = Duration.ofSeconds(2);

    private final Settings settings;
    private final CommandSource commands;
    private final Membership membership;
    private final WorkerThreads threads;
    private final JournaledTrees processes;
    private final GateCalls calls;
    private final Publications publications;
    private final Heartbeats heartbeats;
    private final AttemptRun run;
    private final Backoff backoff = new Backoff();
    private final Map<String, RunningAttempt> running = new LinkedHashMap<>();
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private final WaitingLeases waiting = new WaitingLeases();
    private NodeOffer offer = NodeOffer.ONE_SLOT;
    private long round;
    private Optional<Availability> parked = Optional.empty();
    private boolean recovering;
    private boolean recovered;
    private boolean beating;
    private boolean stopping;
    private boolean superseded;
    private boolean firstCall;
    private boolean firstLease;

    WorkerLoop(
            Settings settings,
            CommandSource commands,
            Membership membership,
            WorkerThreads threads,
            ProcessTrees processes) {
        this.settings = settings;
        this.commands = commands;
        this.membership = membership;
        this.threads = threads;
        this.processes = new JournaledTrees(
                processes, new ProcessJournal(settings.journal(), settings.clock(), PROCESS_JOURNAL_BYTES));
        this.calls = new GateCalls(membership, threads);
        this.publications = new Publications(new Journal(settings.journal()), calls, threads, new AnswerRight());
        this.heartbeats = new Heartbeats(membership, calls, settings.ticker(), this::wantedEnded);
        this.run = new AttemptRun(commands, threads.check(), settings.ticker());
    }

    /** Any thread. Waits for a manager as long as it takes. */
    void start(NodeOffer atStart) {
        threads.own(() -> {
            take(atStart);
            publications.onConfirmed(this::quietIfDone);
            membership.start(this::joined);
        });
    }

    /** Any thread. */
    void offer(NodeOffer now) {
        threads.own(() -> {
            take(now);
            startWaiting();
            announce();
        });
    }

    private void take(NodeOffer now) {
        offer = now;
        waiting.slots(now.slots());
    }

    /** Commands or engines have changed. Any thread. */
    void changed() {
        threads.own(this::announce);
    }

    /** It holds as long as a lease that was renewed by the same call. */
    private final class AnswerRight implements Publications.Right {
        @Override
        public long now() {
            return settings.ticker().nanos();
        }

        @Override
        public long lasts() {
            return membership
                    .joined()
                    .map(Membership.Joined::confirmed)
                    .map(terms -> Nanos.of(terms.leaseSeconds() - terms.marginSeconds()))
                    .orElse(0L);
        }
    }

    /** Ends all attempts and leaves the manager; completes when that is done or was not possible. Any thread. */
    CompletableFuture<Void> stop() {
        threads.own(() -> {
            stopping = true;
            for (RunningAttempt one : List.copyOf(running.values())) {
                one.attempt.stop(Attempt.Cause.INTERRUPTED);
                one.reporting.ifPresent(this::giveUpSoon);
                wantedEnded(one);
            }
            if (!publications.unconfirmed().isEmpty()) {
                threads.later(ANSWER_AT_STOP, () -> quiet.complete(null));
            }
            quietIfDone();
        });
        return quiet.thenCompose(done -> left());
    }

    private CompletableFuture<Void> left() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        threads.own(() -> {
            if (membership.joined().isEmpty()) {
                left.complete(null);
            }
            calls.once((gate, session) -> gate.leave(session), Duration.ZERO, (answer, problem) -> left.complete(null));
            membership.end();
        });
        return left;
    }

    private void joined() {
        heartbeats.joined(membership.joined().orElseThrow());
        firstCall = true;
        firstLease = true;
        parked = Optional.empty();
        if (!recovering) {
            recovering = true;
            // Not before the manager has let this process in: in a copied home, what is left belongs to one that is
            // alive.
            threads.slots().execute(() -> {
                processes.sweep();
                publications.recover(settings.attempts(), () -> {
                    recovered = true;
                    announce();
                });
            });
        }
        announce();
    }

    private void announce() {
        int free = offer.slots() - (running.size() - waiting.size());
        if (stopping
                || superseded
                || !recovered
                || free <= 0
                || membership.joined().isEmpty()) {
            return;
        }
        List<String> held = new ArrayList<>(running.keySet());
        held.addAll(publications.open());
        Availability availability = new Availability(
                capabilities(),
                offer.slots(),
                free,
                held,
                offer.resources(),
                Math.max(0, offer.ahead() - waiting.size()));
        if (parked.filter(availability::equals).isPresent()) {
            return;
        }
        parked = Optional.of(availability);
        long thisRound = ++round;
        long asked = settings.ticker().nanos();
        if (firstCall) {
            firstCall = false;
            STEPS.info("handshake 5/6 worker {} is available", settings.name());
        }
        calls.once(
                (gate, session) -> gate.available(session, availability, LONG_POLL),
                LONG_POLL,
                (leases, problem) -> answered(thisRound, asked, leases, problem));
    }

    private List<Capability> capabilities() {
        List<Capability> all = new ArrayList<>(commands.capabilities());
        all.addAll(offer.tags());
        return all;
    }

    private void answered(long thisRound, long asked, List<TaskLease> leases, Throwable problem) {
        if (thisRound != round) {
            // A newer call is under way that did not name these leases: it brings them again, if they still are.
            return;
        }
        if (problem == null) {
            backoff.reset();
            leases.forEach(lease -> begin(lease, asked));
        }
        parked = Optional.empty();
        if (problem == null) {
            announce();
        } else if (Refusals.of(problem).filter(Refusal.SUPERSEDED::equals).isPresent()) {
            superseded = true;
            LOG.error("this worker takes no more work: {}", Refusals.text(problem));
            for (RunningAttempt one : List.copyOf(running.values())) {
                one.attempt.stop(Attempt.Cause.ABANDONED);
                wantedEnded(one);
            }
        } else {
            LOG.debug("not available yet: {}", Refusals.text(problem));
            threads.later(backoff.next(), this::announce);
        }
    }

    private void begin(TaskLease lease, long asked) {
        if (running.containsKey(lease.leaseId()) || publications.hasReported(lease) || stopping) {
            return;
        }
        if (heartbeats.isOverdue(asked, Nanos.of(lease.leaseSeconds()))) {
            // What brought it was on its way, or waited here, for too long: it may be somebody else's.
            LOG.warn("{} is not begun: its lease is too old", lease.leaseId());
            return;
        }
        AttemptFolders folders;
        try {
            java.nio.file.Files.createDirectories(settings.attempts());
            folders = new AttemptFolders(
                    AttemptFolders.nameOf(lease), new RootedPaths(settings.attempts()).resolve(lease.leaseId()));
        } catch (RefusedPath | IOException e) {
            LOG.error("the lease {} cannot be taken: {}", lease.leaseId(), e.toString());
            return;
        }
        if (firstLease) {
            firstLease = false;
            STEPS.info("handshake 6/6 worker {} got task {}.{}", settings.name(), lease.jobId(), lease.taskNumber());
        }
        AttemptLog log = new AttemptLog(folders.logFile(), AttemptLog.MOST_BYTES);
        Attempt attempt =
                new Attempt(lease, folders, log, processes, Devices.environment(offer.resources(), lease.gpus()));
        RunningAttempt one = new RunningAttempt(attempt, new LogUpload(lease.leaseId(), log, calls), asked);
        running.put(lease.leaseId(), one);
        if (waiting.startsAtOnce(one)) {
            execute(one);
        }
        if (!beating) {
            beating = true;
            threads.later(heartbeats.step(), this::beat);
        }
    }

    private void startWaiting() {
        for (Optional<RunningAttempt> next = waiting.next(); next.isPresent(); next = waiting.next()) {
            execute(next.get());
        }
    }

    private void execute(RunningAttempt one) {
        Attempt attempt = one.attempt;
        one.starts(settings.ticker().nanos());
        LOG.info(
                "{} begins: {}, {}",
                attempt.id(),
                one.lease().jobName(),
                one.lease().taskName());
        threads.slots().execute(() -> {
            Report report = run.run(attempt);
            Journal.Entry entry = new Journal.Entry(
                    attempt.id(), false, report, attempt.folders().beside());
            if (attempt.cause() != Attempt.Cause.ABANDONED) {
                publications.note(entry);
            }
            threads.own(() -> ended(one, entry));
        });
    }

    /** One that has not started ends here: handed back, or dropped where it is somebody else's. */
    private void wantedEnded(RunningAttempt one) {
        if (!waiting.remove(one)) {
            return;
        }
        Report unstarted = new Report(
                one.lease().claim(),
                OutcomeClass.INTERRUPTED.wireName(),
                "It was handed back unstarted.",
                "",
                0,
                List.of(),
                Map.of());
        conclude(one, new Journal.Entry(one.attempt.id(), false, unstarted, List.of()));
    }

    private void beat() {
        heartbeats.step(List.copyOf(running.values()));
        beating = !running.isEmpty();
        if (beating) {
            threads.later(heartbeats.step(), this::beat);
        }
    }

    private void ended(RunningAttempt one, Journal.Entry entry) {
        waiting.ended(one);
        if (!stopping) {
            startWaiting();
        }
        conclude(one, entry);
    }

    private void conclude(RunningAttempt one, Journal.Entry entry) {
        if (one.attempt.cause() == Attempt.Cause.ABANDONED) {
            one.upload.drop();
            discard(one, entry);
            return;
        }
        LOG.info(
                "{} ended: {} {}",
                entry.leaseId(),
                entry.report().outcome(),
                entry.report().reason());
        long asked = settings.ticker().nanos();
        CompletableFuture<ReportAnswer> reporting = publications.report(entry, !stopping);
        one.reporting = Optional.of(reporting);
        if (stopping) {
            giveUpSoon(reporting);
        }
        reporting.whenComplete((answer, problem) -> reported(one, entry, asked, answer, problem));
    }

    private void giveUpSoon(CompletableFuture<ReportAnswer> reporting) {
        threads.later(
                ANSWER_AT_STOP,
                () -> reporting.completeExceptionally(
                        new CancellationException("no answer before this worker stopped")));
    }

    private void reported(RunningAttempt one, Journal.Entry entry, long asked, ReportAnswer answer, Throwable problem) {
        if (problem instanceof CancellationException) {
            // The journal keeps it: the next start reports again.
            settle(one);
        } else if (problem != null) {
            LOG.warn("the report of {} was not taken: {}", entry.leaseId(), Refusals.text(problem));
            discard(one, entry);
        } else if (answer.publish()) {
            publications.publish(entry, asked).thenRun(() -> {
                settle(one);
                follow(answer, asked);
            });
        } else {
            discard(one, entry);
            follow(answer, asked);
        }
    }

    private void follow(ReportAnswer answer, long asked) {
        answer.next().forEach(lease -> begin(lease, asked));
        announce();
    }

    private void discard(RunningAttempt one, Journal.Entry entry) {
        threads.slots().execute(() -> {
            publications.discard(entry);
            threads.own(() -> {
                settle(one);
                announce();
            });
        });
    }

    /** Its slot is free; its own folder goes when the manager has the log. */
    private void settle(RunningAttempt one) {
        running.remove(one.attempt.id());
        one.upload.finish(threads).thenRun(() -> threads.slots().execute(() -> {
            one.attempt.log().close();
            one.attempt.folders().removeOwn();
        }));
        quietIfDone();
    }

    private void quietIfDone() {
        if (stopping && running.isEmpty() && publications.unconfirmed().isEmpty()) {
            quiet.complete(null);
        }
    }
}
