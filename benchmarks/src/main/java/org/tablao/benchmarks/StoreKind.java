package org.tablao.benchmarks;

import java.util.Locale;

/** Where the farm keeps its store. */
enum StoreKind {
    DERBY,
    POSTGRESQL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StoreKind ofWord(String word) {
        try {
            return valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--store takes derby or postgresql, not " + word + ".", e);
        }
    }
}
