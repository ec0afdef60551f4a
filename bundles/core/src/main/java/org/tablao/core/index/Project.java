package org.tablao.core.index;

/** A project as the index sees it: what it uses of the manager's slots, and what it may. */
public final class Project {
    private final String name;
    private final double[] ranks = new double[Ranking.values().length];
    private double guaranteed;
    private double burst = 100;
    private int used;

    Project(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Slots in use. */
    public int used() {
        return used;
    }

    public void use(int slots) {
        used += slots;
    }

    /** Percent of the slots that it gets before others. */
    public double guaranteed() {
        return guaranteed;
    }

    /** Percent of the slots that it gets at most. */
    public double burst() {
        return burst;
    }

    void share(double guaranteedPercent, double burstPercent) {
        guaranteed = guaranteedPercent;
        burst = burstPercent;
    }

    /** Whether it has less than what it is guaranteed of so many slots. */
    public boolean isBelowGuarantee(int slots) {
        return used < guaranteed * slots / 100;
    }

    /** So many of the slots it may use at most. */
    public int most(int slots) {
        return burst >= 100 ? Integer.MAX_VALUE : (int) Math.ceil(burst * slots / 100);
    }

    /**
     * Whether it may use so many slots more. One that uses none may start one task, however large: else a small share would
     * never run it.
     */
    public boolean mayUse(int more, int slots) {
        return burst >= 100 || used + more <= most(slots) || (used == 0 && burst > 0);
    }

    /** Where its jobs stand among those of other projects. */
    public double rank(Ranking ranking) {
        return ranks[ranking.ordinal()];
    }

    void rank(Ranking ranking, double value) {
        ranks[ranking.ordinal()] = value;
    }
}
