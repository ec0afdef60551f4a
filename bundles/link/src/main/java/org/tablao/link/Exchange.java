package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** One call from its request to its answer; no thread waits in between. It is answered once. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BEARER = "Bearer ";
    private static final int MOST_FORGOTTEN = 64 << 10;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean bodyBegun = new AtomicBoolean();
    private Optional<CertificateCheck.Admitted> caller = Optional.empty();
    private Runnable again = () -> {};

    private Exchange(HttpServletRequest request, HttpServletResponse response, AsyncContext async) {
        this.request = request;
        this.response = response;
        this.async = async;
    }

    /** @param open where it is until it has ended */
    static Exchange begin(HttpServletRequest request, HttpServletResponse response, Set<Exchange> open) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(PATIENCE.toMillis());
        Exchange exchange = new Exchange(request, response, async);
        open.add(exchange);
        async.addListener(exchange.new Ending(open));
        return exchange;
    }

    /** @param check throws where the caller is not let in any more; asked before it is answered */
    void admit(CertificateCheck.Admitted admitted, Runnable check) {
        caller = Optional.of(admitted);
        again = check;
    }

    /** The node that the caller's certificate is of; empty where this node does without. */
    String certifiedId() {
        return caller.map(admitted -> admitted.identity().nodeId()).orElse("");
    }

    X509Certificate certificate() {
        return caller.map(CertificateCheck.Admitted::certificate).orElseThrow();
    }

    /** The address that the call comes from. */
    String from() {
        return request.getRemoteAddr();
    }

    String method() {
        return request.getMethod();
    }

    /** Decoded, from the root. */
    String path() {
        String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }

    /** The session that the call shows. */
    Session session(String nodeId) {
        if (caller.isPresent() && !certifiedId().equals(nodeId)) {
            throw new RefusedException(
                    Refusal.FORBIDDEN, "The certificate is of node " + certifiedId() + ", not of " + nodeId + ".", "");
        }
        return new Session(nodeId, bearer());
    }

    /** The session of a call whose path does not name the node. */
    Session session() {
        String nodeId = request.getHeader(Wire.NODE_HEADER);
        if (nodeId == null || !NodeServlet.NODE_ID.matcher(nodeId).matches()) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED, "The header " + Wire.NODE_HEADER + " names no node.", "Identify first.");
        }
        return session(nodeId);
    }

    String bearer() {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER) || header.length() == BEARER.length()) {
            throw new RefusedException(Refusal.UNAUTHENTICATED, "The call shows no token.", "Identify first.");
        }
        return header.substring(BEARER.length());
    }

    /** A whole number of the query. */
    long number(String name, long least, long most, long fallback) {
        Optional<String> text = query().first(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            LOG.trace("{} is no number", name, e);
        }
        throw new RefusedException(
                Refusal.INVALID, name + " is no whole number from " + least + " to " + most + ".", "");
    }

    boolean flag(String name) {
        return query().first(name).filter("true"::equals).isPresent();
    }

    private Query query() {
        String text = request.getQueryString();
        return new Query(text == null ? "" : text);
    }

    /** How long the call may wait for something to happen, by its {@code wait}. To be asked before the body is read. */
    Duration waiting() {
        Duration wait = Duration.ofSeconds(number("wait", 0, 60, 0));
        async.setTimeout(wait.plus(PATIENCE).toMillis());
        return wait;
    }

    /** Reads the body as JSON and answers what comes of it. */
    <T> void json(TypeReference<T> type, Function<T, CompletionStage<Answer>> call) {
        String mediaType = request.getContentType();
        // A page in a browser cannot send this type to another origin without asking first.
        if (mediaType == null || !mediaType.split(";")[0].strip().equalsIgnoreCase(Wire.JSON)) {
            throw new RefusedException(Refusal.INVALID, "The body is not " + Wire.JSON + ".", "");
        }
        bytes(Wire.LONGEST_BODY, bytes -> call.apply(Wire.read(bytes, type)));
    }

    /** The same for a call with a session: one that shows none is refused before its body is read. */
    <T> void json(TypeReference<T> type, Session session, BiFunction<Session, T, CompletionStage<Answer>> call) {
        json(type, value -> call.apply(session, value));
    }

    /** Reads the body and answers what comes of it. */
    void bytes(int most, Function<byte[], CompletionStage<Answer>> call) {
        bodyBegun.set(true);
        BodyReader.read(request, most, bytes -> answer(() -> call.apply(bytes)), this::fail);
    }

    /** What makes an answer; it may refuse at once. */
    interface Call {
        CompletionStage<Answer> start();
    }

    /** Answers when the call's stage completes. */
    void answer(Call call) {
        try {
            call.start().whenComplete((answer, problem) -> {
                if (problem == null) {
                    answerIfStillAdmitted(answer);
                } else {
                    fail(problem);
                }
            });
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void answerIfStillAdmitted(Answer answer) {
        try {
            again.run();
        } catch (RefusedException e) {
            fail(e);
            return;
        }
        answer(answer);
    }

    /** Answers with a refusal; with 503 where it is not known what happened. */
    void fail(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof RefusedException refused) {
            refuse(Answer.refused(refused));
        } else {
            LOG.error("{} {} failed", method(), path(), cause);
            refuse(Answer.refused(new RefusedException(
                    Refusal.UNAVAILABLE, "The call failed on the other side.", "Its log says why.")));
        }
    }

    /**
     * Reads first what nobody has read, and forgets it: answered while its body is still on the way, a call would cost the caller
     * the connection, and the next call that it sends there. Of a long one the answer says that the connection ends.
     */
    private void refuse(Answer refusal) {
        if (!mayHaveBody() || !bodyBegun.compareAndSet(false, true)) {
            answer(refusal);
            return;
        }
        try {
            BodyReader.read(request, MOST_FORGOTTEN, bytes -> answer(refusal), tooLong -> answer(refusal.asTheLast()));
        } catch (RefusedException e) {
            LOG.trace("{} {} is refused unread", method(), path(), e);
            answer(refusal.asTheLast());
        }
    }

    private boolean mayHaveBody() {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            response.getOutputStream().setWriteListener(new AnswerWriter(answer, response, async));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the caller of {} {} is gone", method(), path(), e);
            async.complete();
        }
    }

    private final class Ending implements AsyncListener {

        private final Set<Exchange> open;

        Ending(Set<Exchange> open) {
            this.open = open;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            open.remove(Exchange.this);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            fail(new RefusedException(Refusal.UNAVAILABLE, "The call took too long.", "Call again."));
        }

        @Override
        public void onError(AsyncEvent event) {
            LOG.debug("{} {} was cut off", method(), path(), event.getThrowable());
            if (answered.compareAndSet(false, true)) {
                async.complete();
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is not dispatched again.
        }
    }
}
