package org.tablao.simulation;

/** A run found something that must never be. */
final class BrokenPromise extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param rule such as {@code I5}, or where it was found */
    BrokenPromise(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    static void unless(boolean holds, String rule, java.util.function.Supplier<String> what) {
        if (!holds) {
            throw new BrokenPromise(rule, what.get());
        }
    }
}
