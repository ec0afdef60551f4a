package org.tablao.simulation.day;

/**
 * How good a day's schedule was.
 *
 * @param makespanMillis when the last task was done
 * @param boundMillis no schedule could have done it sooner
 * @param shareError of the slots there were while projects competed, the part by which the project that fared worst had more or
 *     less than it should have had, moment by moment
 * @param assignments tasks that were begun, again and again where need be
 * @param lost of them by workers that died
 * @param crashed of them
 * @param passedOver assignments for which a task of a higher priority in the same project would have fitted
 * @param trace of all that was assigned, in its order
 */
public record Quality(
        int tasks,
        long makespanMillis,
        long boundMillis,
        double shareError,
        int assignments,
        int lost,
        int crashed,
        int passedOver,
        long trace) {

    public double makespanToBound() {
        return (double) makespanMillis / boundMillis;
    }
}
