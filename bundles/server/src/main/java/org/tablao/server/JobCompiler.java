package org.tablao.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.server.NewJob;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Compiles jobs on threads of its own and within a time: a job type is strangers' code. */
final class JobCompiler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobCompiler.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 100;

    private final Duration deadline;
    private final ThreadPoolExecutor threads;

    JobCompiler(Duration deadline) {
        this.deadline = deadline;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                work -> new Thread(work, "tablao-server-compiler"));
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** Completes with the job, or with an INVALID that names every field at fault. */
    CompletionStage<NewJob> compile(JobDraft draft) {
        CompletableFuture<NewJob> answer = new CompletableFuture<>();
        try {
            Future<?> work = threads.submit(() -> run(draft, answer));
            return answer.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).exceptionally(failure -> {
                work.cancel(true);
                throw refusal(draft, failure);
            });
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.UNAVAILABLE, "Too many jobs are being compiled.", "Try again in a few seconds."));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void run(JobDraft draft, CompletableFuture<NewJob> answer) {
        try {
            answer.complete(new Compilation(draft).run());
        } catch (Throwable fault) {
            // Also a LinkageError: the plugin may have been compiled against something else.
            answer.completeExceptionally(fault);
        }
    }

    private RuntimeException refusal(JobDraft draft, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return refused;
        }
        String type = draft.type().name() + " " + draft.type().version();
        String reason = cause instanceof TimeoutException
                ? "is '" + type + "', which did not compile the job within " + deadline.toSeconds() + " s"
                : "is '" + type + "', which met a fault: " + cause;
        LOG.warn("job type {} of bundle {} failed", type, draft.type().bundleId(), cause);
        List<Problem> problems = new ArrayList<>(draft.problems());
        problems.add(new Problem("type", reason, "Tell who made the plugin; the server's log has the details."));
        return SubmissionCheck.refusal(problems);
    }
}
