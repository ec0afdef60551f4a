package org.tablao.simulation.day;

import java.util.ArrayList;
import java.util.List;

/**
 * Slots that each project should have at a moment: by its share, but no more than it can use, and what one cannot use goes to
 * the others by their shares. Part of the demand only some slots can serve.
 */
final class Entitlement {
    private static final double NEARLY = 1e-9;

    /**
     * What a project could use now, and what it should have.
     *
     * @param share its weight
     * @param anywhere slots that it could use of any worker
     * @param special slots besides that it could use of special workers only
     */
    record Demand(double share, int anywhere, int special) {
        int all() {
            return anywhere + special;
        }
    }

    private Entitlement() {}

    /**
     * Raises what all have in step with their shares, until nobody can have more.
     *
     * @param slots of all workers
     * @param specialSlots among them, of special workers
     */
    static double[] of(List<Demand> demands, int slots, int specialSlots) {
        double[] has = new double[demands.size()];
        List<Integer> rising = new ArrayList<>();
        for (int i = 0; i < has.length; i++) {
            rising.add(i);
        }
        boolean more = true;
        while (more) {
            double level = highest(demands, has, rising, slots, specialSlots);
            rising.forEach(i -> has[i] = Math.min(
                    demands.get(i).all(), has[i] + level * demands.get(i).share()));
            double special = special(demands, has);
            double all = sum(has);
            more = rising.removeIf(i -> has[i] >= demands.get(i).all() - NEARLY
                            || all >= slots - NEARLY * slots
                            || (special >= specialSlots - NEARLY * (1 + specialSlots)
                                    && has[i] >= demands.get(i).anywhere() - NEARLY * (1 + has[i])))
                    && !rising.isEmpty();
        }
        return has;
    }

    /** By how much the level may rise until one has all it can use, or slots of either kind are used up. */
    private static double highest(
            List<Demand> demands, double[] has, List<Integer> rising, int slots, int specialSlots) {
        double low = 0;
        double high = slots;
        for (int round = 0; round < 60; round++) {
            double level = (low + high) / 2;
            double[] tried = has.clone();
            rising.forEach(i -> tried[i] = Math.min(
                    demands.get(i).all(), has[i] + level * demands.get(i).share()));
            if (sum(tried) <= slots && special(demands, tried) <= specialSlots) {
                low = level;
            } else {
                high = level;
            }
        }
        return low;
    }

    private static double special(List<Demand> demands, double[] has) {
        double special = 0;
        for (int i = 0; i < has.length; i++) {
            special += Math.max(0, has[i] - demands.get(i).anywhere());
        }
        return special;
    }

    private static double sum(double[] all) {
        return java.util.Arrays.stream(all).sum();
    }
}
