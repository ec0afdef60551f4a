package org.tablao.simulation.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Draws a day from a seed: the same seed, the same day. */
final class Draw {
    static final long DAY = 24L * 3600 * 1000;
    private static final long LAST_SUBMIT = DAY * 2 / 3;
    private static final int HOSTS = 60;
    private static final int JOBS = 200;
    /** Of what the farm could do in 24 hours. */
    private static final double LOAD = 0.95;

    private static final int[] PRIORITIES = {20, 50, 50, 50, 70, 90};

    private final Random random;

    Draw(long seed) {
        random = new Random(seed);
    }

    WorkDay day() {
        List<WorkDay.Host> hosts = new ArrayList<>();
        for (int i = 1; i <= HOSTS; i++) {
            hosts.add(host(i));
        }
        Map<String, Integer> shares = new LinkedHashMap<>();
        int[] percents = {35, 25, 20, 12, 8};
        for (int i = 0; i < percents.length; i++) {
            shares.put("project-" + (i + 1), percents[i]);
        }
        double work = LOAD * DAY * hosts.stream().mapToInt(WorkDay.Host::slots).sum();
        double[] sizes = random.doubles(JOBS).map(any -> logNormal(1, 0.9)).toArray();
        double all = java.util.Arrays.stream(sizes).sum();
        List<WorkDay.Order> orders = new ArrayList<>();
        for (double size : sizes) {
            orders.add(order(orders.size() + 1, work * size / all, List.copyOf(shares.keySet())));
        }
        orders.sort(Comparator.comparingLong(WorkDay.Order::submittedAt).thenComparing(WorkDay.Order::jobId));
        return new WorkDay(List.copyOf(hosts), List.copyOf(orders), shares);
    }

    /** Most go away once or twice, for a restart or for hours; some are broken for a while. */
    private WorkDay.Host host(int number) {
        List<WorkDay.Span> away = new ArrayList<>();
        long from = 0;
        while (random.nextInt(3) > 0) {
            from += 60_000 + (long) (random.nextDouble() * DAY / 2);
            long to = from + (long) logNormal(600_000, 1.2);
            away.add(new WorkDay.Span(from, to));
            from = to;
        }
        List<WorkDay.Span> broken = new ArrayList<>();
        if (random.nextInt(12) == 0) {
            long begins = (long) (random.nextDouble() * DAY * 0.8);
            broken.add(new WorkDay.Span(begins, begins + 3_600_000L * (1 + random.nextInt(3))));
        }
        return new WorkDay.Host(
                String.format(Locale.ROOT, "worker-%02d", number),
                2 + random.nextInt(5),
                number % 3 == 0,
                away,
                broken);
    }

    private WorkDay.Order order(int number, double work, List<String> projects) {
        boolean leftFromYesterday = random.nextInt(5) == 0;
        long submittedAt = leftFromYesterday ? 0 : (long) (random.nextDouble() * LAST_SUBMIT);
        int slots = random.nextInt(10) == 0 ? 2 : 1;
        double usual = Math.min(900_000, Math.max(20_000, logNormal(150_000, 0.8)));
        int count = (int) Math.max(1, Math.round(work / usual / slots));
        int kind = random.nextInt(10);
        List<WorkDay.Piece> pieces = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            pieces.add(new WorkDay.Piece((long) (usual * (0.7 + 0.6 * random.nextDouble())), before(kind, i, count)));
        }
        return new WorkDay.Order(
                String.format(Locale.ROOT, "01J9Z3K4M5%03d", number),
                projects.get(random.nextInt(projects.size())),
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                submittedAt,
                slots,
                random.nextInt(4) == 0,
                List.copyOf(pieces));
    }

    /** Three of ten jobs are of two steps, frame by frame; two end with a task that waits for all others. */
    private static List<Integer> before(int kind, int number, int count) {
        int half = count / 2;
        if (kind < 3 && number > half && half > 0) {
            return List.of(Math.max(1, number - half));
        }
        if (kind > 7 && number == count) {
            return java.util.stream.IntStream.range(1, count).boxed().toList();
        }
        return List.of();
    }

    private double logNormal(double median, double spread) {
        return median * Math.exp(spread * random.nextGaussian());
    }
}
