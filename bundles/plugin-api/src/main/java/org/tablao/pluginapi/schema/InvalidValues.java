package org.tablao.pluginapi.schema;

import java.util.List;

/** Values that were refused, with every field at fault. */
public final class InvalidValues extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidValues(List<Problem> problems) {
        super(String.join(
                "; ", problems.stream().map(p -> p.field() + " " + p.reason()).toList()));
        this.problems = List.copyOf(problems);
    }

    public InvalidValues(String field, String reason, String wayOut) {
        this(List.of(new Problem(field, reason, wayOut)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
