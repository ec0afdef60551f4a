package org.tablao.nodeapi.node;

import java.time.Duration;
import java.util.List;
import org.tablao.pluginapi.schema.Problem;

/** A call was not done, nothing was changed. Stages complete exceptionally with it. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String wayOut;
    private final transient List<Problem> problems;
    private final Duration retryAfter;

    /**
     * @param reason a sentence: {@code Job 0ABC… does not exist.}
     * @param wayOut a sentence on how to mend it, may be empty
     */
    public RefusedException(Refusal refusal, String reason, String wayOut) {
        this(refusal, reason, wayOut, List.of());
    }

    /** @param problems the fields at fault */
    public RefusedException(Refusal refusal, String reason, String wayOut, List<Problem> problems) {
        this(refusal, reason, wayOut, problems, Duration.ZERO);
    }

    /** @param retryAfter when it may be done */
    public RefusedException(Refusal refusal, String reason, String wayOut, Duration retryAfter) {
        this(refusal, reason, wayOut, List.of(), retryAfter);
    }

    private RefusedException(
            Refusal refusal, String reason, String wayOut, List<Problem> problems, Duration retryAfter) {
        super(reason, null, false, false);
        this.retryAfter = retryAfter;
        this.refusal = refusal;
        this.wayOut = wayOut;
        this.problems = List.copyOf(problems);
    }

    public Refusal refusal() {
        return refusal;
    }

    public String wayOut() {
        return wayOut;
    }

    /** Zero where nobody knows. */
    public Duration retryAfter() {
        return retryAfter;
    }

    public List<Problem> problems() {
        return problems;
    }
}
