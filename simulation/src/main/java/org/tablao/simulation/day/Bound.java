package org.tablao.simulation.day;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * When all of a day's work can be done at the earliest, whoever decides and however much he knows: no sooner than the slots that
 * are there and not broken can do what has been submitted, all of it and what only some workers can do, and than its longest
 * chain of tasks.
 */
final class Bound {
    private final WorkDay day;

    Bound(WorkDay day) {
        this.day = day;
    }

    long millis() {
        long bound = Math.max(work(host -> true, order -> true), work(WorkDay.Host::gpu, WorkDay.Order::gpu));
        for (WorkDay.Order order : day.orders()) {
            bound = Math.max(bound, order.submittedAt() + order.longestChain());
        }
        return bound;
    }

    private long work(Predicate<WorkDay.Host> who, Predicate<WorkDay.Order> what) {
        List<WorkDay.Host> hosts = day.hosts().stream().filter(who).toList();
        List<WorkDay.Order> orders = day.orders().stream().filter(what).toList();
        long bound = 0;
        for (WorkDay.Order first : orders) {
            double left = orders.stream()
                    .filter(order -> order.submittedAt() >= first.submittedAt())
                    .mapToDouble(WorkDay.Order::work)
                    .sum();
            bound = Math.max(bound, done(hosts, first.submittedAt(), left));
        }
        return bound;
    }

    /** When so much work is done that was begun at a time. */
    private static long done(List<WorkDay.Host> hosts, long from, double work) {
        long[] changes = hosts.stream()
                .flatMap(host -> java.util.stream.Stream.concat(host.away().stream(), host.broken().stream()))
                .flatMapToLong(span -> LongStream.of(span.from(), span.to()))
                .filter(at -> at > from)
                .sorted()
                .distinct()
                .toArray();
        double left = work;
        long now = from;
        for (long change : changes) {
            int slots = slots(hosts, now);
            if (slots > 0 && left <= (double) slots * (change - now)) {
                break;
            }
            left -= (double) slots * (change - now);
            now = change;
        }
        return now + (long) (left / slots(hosts, now));
    }

    private static int slots(List<WorkDay.Host> hosts, long at) {
        return hosts.stream()
                .filter(host -> host.isThere(at) && !host.isBroken(at))
                .mapToInt(WorkDay.Host::slots)
                .sum();
    }
}
