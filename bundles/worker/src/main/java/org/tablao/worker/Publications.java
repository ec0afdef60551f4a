package org.tablao.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Failpoint;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/**
 * Reports, and what follows from them: publish and confirm, or discard. What was begun is in the journal and finished after
 * the next start. Methods are called on the owner thread; files are touched on others.
 */
final class Publications {
    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    private static final int MOST_REMEMBERED = 1_000;

    private record Told(String leaseId, LeaseClaim claim) {}

    private final Journal journal;
    private final GateCalls calls;
    private final WorkerThreads threads;
    private final Right right;
    /** Each lease whose end was told, for an answer that was late: the longest ago are forgotten. */
    private final Set<Told> told = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Told, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    private final Set<String> reportedAgain = new HashSet<>();
    private final Set<String> unconfirmed = new HashSet<>();
    private Runnable confirmed = () -> {};

    Publications(Journal journal, GateCalls calls, WorkerThreads threads, Right right) {
        this.journal = journal;
        this.calls = calls;
        this.threads = threads;
        this.right = right;
    }

    /** How long an answer that lets an attempt be published holds, by this process's own clock. */
    interface Right {
        /** Now, in the ticker's nanoseconds. Any thread. */
        long now();

        /** How many nanoseconds from when the report was sent. Owner thread. */
        long lasts();
    }

    /** @param each called on the owner when one more is confirmed */
    void onConfirmed(Runnable each) {
        confirmed = each;
    }

    /** Accepted ones that the manager has not confirmed as published. */
    Set<String> unconfirmed() {
        return Set.copyOf(unconfirmed);
    }

    /** Those that this worker still speaks of although nothing runs for them: the manager is not to give them up. */
    Set<String> open() {
        Set<String> open = new TreeSet<>(unconfirmed);
        open.addAll(reportedAgain);
        return open;
    }

    /** Takes note of a report before it leaves. On a thread that may block. */
    void note(Journal.Entry entry) {
        if (!entry.report().files().isEmpty()) {
            try {
                Failpoint.at("worker.before-journal");
                journal.write(entry);
                Failpoint.at("worker.after-journal");
            } catch (IOException e) {
                LOG.warn(
                        "the journal of {} cannot be written, it would not survive a crash now: {}",
                        entry.leaseId(),
                        e.toString());
            }
        }
    }

    /** Whether this start has reported on the lease: it comes again where an answer was on its way for long. */
    boolean hasReported(TaskLease lease) {
        return told.contains(new Told(lease.leaseId(), lease.claim()));
    }

    CompletableFuture<ReportAnswer> report(Journal.Entry entry, boolean next) {
        Report report = entry.report();
        Told lease = new Told(entry.leaseId(), report.claim());
        told.add(lease);
        CompletableFuture<ReportAnswer> answered =
                calls.untilAnswered((gate, session) -> gate.report(session, entry.leaseId(), report, next));
        answered.whenComplete((answer, problem) -> {
            if (problem != null) {
                // It was not taken: where the manager gives the lease again it is to be begun again.
                told.remove(lease);
            }
        });
        return answered;
    }

    /**
     * Publishes what was accepted; completes on the owner when the files are in place. The confirmation goes on by itself. Where the
     * answer is too old for that the manager is asked again: the job may be another's by now.
     *
     * @param asked when the report was sent
     */
    CompletableFuture<Void> publish(Journal.Entry entry, long asked) {
        unconfirmed.add(entry.leaseId());
        CompletableFuture<Void> inPlace = new CompletableFuture<>();
        long until = asked + right.lasts();
        threads.slots().execute(() -> {
            Failpoint.at("worker.accepted");
            note(entry.asAccepted());
            try {
                Optional<String> problem = putInPlace(entry, until);
                threads.own(() -> {
                    inPlace.complete(null);
                    confirm(entry, problem.orElse(""));
                });
            } catch (Publication.Overdue e) {
                LOG.warn("{}, asking again: {}", entry.leaseId(), e.getMessage());
                threads.own(() -> askAgain(entry, inPlace));
            }
        });
        return inPlace;
    }

    private void askAgain(Journal.Entry entry, CompletableFuture<Void> inPlace) {
        long asked = right.now();
        report(entry, false).whenComplete((answer, problem) -> {
            if (problem == null && answer.publish()) {
                publish(entry, asked).thenRun(() -> inPlace.complete(null));
                return;
            }
            unconfirmed.remove(entry.leaseId());
            threads.slots().execute(() -> {
                discard(entry);
                threads.own(() -> {
                    inPlace.complete(null);
                    confirmed.run();
                });
            });
        });
    }

    /** Nobody wants its files. On a thread that may block. */
    void discard(Journal.Entry entry) {
        AttemptFolders.removeBeside(folders(entry));
        journal.remove(entry.leaseId());
    }

    /**
     * Finishes what an earlier process left.
     *
     * @param attempts the folder of its attempts, which is emptied; files that no report spoke of yet go with it
     * @param then on the owner, before anything new may begin
     */
    void recover(Path attempts, Runnable then) {
        threads.slots().execute(() -> {
            List<Journal.Entry> entries = journal.entries();
            Set<String> open = new HashSet<>();
            entries.forEach(entry -> open.add(entry.leaseId()));
            AttemptFolders.removeOrphans(attempts, open);
            entries.forEach(entry -> threads.own(() -> reportAgain(entry)));
            threads.own(then);
        });
    }

    /** Also where it was accepted: meanwhile the job may have got another manager, whose files are not to be written over. */
    private void reportAgain(Journal.Entry entry) {
        LOG.info("reporting {} again", entry.leaseId());
        reportedAgain.add(entry.leaseId());
        long asked = right.now();
        report(entry, false).whenComplete((answer, problem) -> {
            reportedAgain.remove(entry.leaseId());
            if (problem == null && answer.publish()) {
                publish(entry, asked);
            } else {
                threads.slots().execute(() -> discard(entry));
            }
        });
    }

    private Optional<String> putInPlace(Journal.Entry entry, long until) throws Publication.Overdue {
        Optional<String> problem = Publication.finish(entry.report().files(), () -> until - right.now() > 0);
        problem.ifPresent(text -> LOG.error("publishing {}: {}", entry.leaseId(), text));
        Failpoint.at("worker.renamed");
        AttemptFolders.removeBeside(folders(entry));
        return problem;
    }

    private void confirm(Journal.Entry entry, String problem) {
        Published published = new Published(entry.report().claim(), problem);
        calls.untilAnswered((gate, session) -> gate.published(session, entry.leaseId(), published))
                .whenComplete((done, refused) -> {
                    if (refused != null) {
                        LOG.warn("{} was published, but not confirmed: {}", entry.leaseId(), Refusals.text(refused));
                    }
                    Failpoint.at("worker.confirmed");
                    unconfirmed.remove(entry.leaseId());
                    threads.slots().execute(() -> journal.remove(entry.leaseId()));
                    confirmed.run();
                });
    }

    private static List<Path> folders(Journal.Entry entry) {
        return entry.folders().stream().map(Path::of).toList();
    }
}
