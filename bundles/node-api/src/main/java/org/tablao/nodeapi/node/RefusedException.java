package org.tablao.nodeapi.node;

import java.util.List;
import org.tablao.pluginapi.schema.Problem;

/** A call was not done, nothing was changed. Stages complete exceptionally with it. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String wayOut;
    private final transient List<Problem> problems;

    /**
     * @param reason a sentence: {@code Job 0ABC… does not exist.}
     * @param wayOut a sentence on how to mend it, may be empty
     */
    public RefusedException(Refusal refusal, String reason, String wayOut) {
        this(refusal, reason, wayOut, List.of());
    }

    /** @param problems the fields at fault */
    public RefusedException(Refusal refusal, String reason, String wayOut, List<Problem> problems) {
        super(reason, null, false, false);
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

    public List<Problem> problems() {
        return problems;
    }
}
