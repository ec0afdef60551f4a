package org.tablao.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The same thing measured several times. */
record Series(double[] sorted) {

    static Series of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return new Series(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** @param part 0 to 1: so much of all is not above it */
    double quantile(double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }

    Series dividedBy(double divisor) {
        return new Series(Arrays.stream(sorted).map(value -> value / divisor).toArray());
    }

    /** The median, and from where to where it went: {@code 3.10 (2.95–3.40)}. */
    String text(int digits) {
        String number = "%." + digits + "f";
        return sorted.length == 1
                ? String.format(Locale.ROOT, number, median())
                : String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median(), least(), most());
    }
}
