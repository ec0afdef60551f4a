package org.tablao.simulation.day;

import java.util.List;
import java.util.Map;

/**
 * What comes in on one day, and who is there to do it. Times are milliseconds since it began.
 *
 * @param shares percent of the slots that each project is guaranteed
 */
public record WorkDay(List<Host> hosts, List<Order> orders, Map<String, Integer> shares) {

    /** From one moment to before another. */
    record Span(long from, long to) {
        boolean has(long millis) {
            return millis >= from && millis < to;
        }
    }

    /**
     * A worker.
     *
     * @param away it dies without a word at the beginning of each and joins anew at its end
     * @param broken it crashes whatever it is given within them
     */
    record Host(String id, int slots, boolean gpu, List<Span> away, List<Span> broken) {
        boolean isThere(long millis) {
            return away.stream().noneMatch(span -> span.has(millis));
        }

        boolean isBroken(long millis) {
            return broken.stream().anyMatch(span -> span.has(millis));
        }
    }

    /** A job that is submitted. All its tasks need the same. */
    record Order(
            String jobId, String project, int priority, long submittedAt, int slots, boolean gpu, List<Piece> pieces) {
        /** Slots × milliseconds that it takes, whatever the order. */
        double work() {
            return pieces.stream().mapToDouble(Piece::millis).sum() * slots;
        }

        /** Milliseconds that it takes at least, however many workers there are. */
        long longestChain() {
            long[] ends = new long[pieces.size() + 1];
            long longest = 0;
            for (int number = 1; number <= pieces.size(); number++) {
                Piece piece = pieces.get(number - 1);
                long begins = 0;
                for (int before : piece.dependsOn()) {
                    begins = Math.max(begins, ends[before]);
                }
                ends[number] = begins + piece.millis();
                longest = Math.max(longest, ends[number]);
            }
            return longest;
        }
    }

    /** A task: how long it takes, and the numbers of those before it that it waits for. */
    record Piece(long millis, List<Integer> dependsOn) {}

    int tasks() {
        return orders.stream().mapToInt(order -> order.pieces().size()).sum();
    }
}
