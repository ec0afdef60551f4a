package org.tablao.core.gates;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HostResources;

/** What a worker's host has, and what of it the tasks hold that run there. */
public final class Occupancy {
    /** Small devices first, so that large ones are left for who needs them. */
    private static final Comparator<Gpu> SMALL_FIRST =
            Comparator.comparingLong(Gpu::memoryBytes).thenComparingInt(Gpu::index);

    private final BitSet devices = new BitSet();
    private final Map<String, Long> amounts = new HashMap<>();
    private HostResources resources = HostResources.NONE;
    private int slots = 1;
    private int usedSlots;
    private long usedMemory;
    private int most = Integer.MAX_VALUE;

    public void has(int hostSlots, HostResources hostResources) {
        slots = hostSlots;
        resources = hostResources;
    }

    public int slots() {
        return slots;
    }

    public HostResources resources() {
        return resources;
    }

    /** Slots that are free, and that the worker said it would fill. */
    public int freeSlots() {
        return Math.min(slots - usedSlots, most);
    }

    /** Until the next call it takes no more than so many. */
    public void atMost(int offered) {
        most = offered;
    }

    public int usedSlots() {
        return usedSlots;
    }

    public long usedMemory() {
        return usedMemory;
    }

    public boolean isEmpty() {
        return usedSlots == 0 && usedMemory == 0 && devices.isEmpty();
    }

    /** Takes what a task needs; {@code indexes} are the devices that are its own. */
    public void hold(Needs needs, List<Integer> indexes) {
        usedSlots += needs.slots();
        usedMemory += needs.memoryBytes();
        indexes.forEach(devices::set);
        needs.limits().forEach((name, amount) -> amounts.merge(name, amount, Long::sum));
    }

    public void free(Needs needs, List<Integer> indexes) {
        usedSlots -= needs.slots();
        usedMemory -= needs.memoryBytes();
        indexes.forEach(devices::clear);
        needs.limits().forEach((name, amount) -> amounts.merge(name, -amount, Long::sum));
    }

    /** The devices that a task would get: as many as it needs, or fewer where there are not enough. */
    public List<Integer> choose(Needs needs) {
        if (needs.gpus() == 0) {
            return List.of();
        }
        return matching(needs).stream()
                .filter(gpu -> !devices.get(gpu.index()))
                .limit(needs.gpus())
                .map(Gpu::index)
                .sorted()
                .toList();
    }

    /** All devices that would do for a task, in use or not, the smallest first. */
    List<Gpu> matching(Needs needs) {
        List<Gpu> matching = new ArrayList<>();
        String model = needs.gpuModel().toLowerCase(Locale.ROOT);
        for (Gpu gpu : resources.gpus()) {
            if (gpu.memoryBytes() >= needs.gpuMemoryBytes()
                    && gpu.model().toLowerCase(Locale.ROOT).contains(model)) {
                matching.add(gpu);
            }
        }
        matching.sort(SMALL_FIRST);
        return matching;
    }

    boolean hasMemory(long needed) {
        return resources.memoryBytes() == 0 || needed <= resources.memoryBytes() - usedMemory;
    }

    /** How much of a limit its tasks use here. */
    long used(String limit) {
        return amounts.getOrDefault(limit, 0L);
    }

    /** Whether it could run a task if nothing else ran here. */
    public boolean couldHold(Needs needs) {
        return needs.slots() <= slots
                && (resources.memoryBytes() == 0 || needs.memoryBytes() <= resources.memoryBytes())
                && (needs.gpus() == 0 || matching(needs).size() >= needs.gpus())
                && (needs.limits().isEmpty() || hasAmounts(needs));
    }

    private boolean hasAmounts(Needs needs) {
        return needs.limits().entrySet().stream()
                .allMatch(need -> need.getValue() <= resources.amounts().getOrDefault(need.getKey(), Long.MAX_VALUE));
    }

    /** Whether a task would fit as soon as another that runs here leaves, whose devices these are. */
    public boolean fitsInsteadOf(Needs leaving, List<Integer> indexes, Needs coming) {
        free(leaving, indexes);
        boolean fits = missing(coming) == 0
                && coming.limits().entrySet().stream()
                        .allMatch(need -> need.getValue()
                                <= resources.amounts().getOrDefault(need.getKey(), Long.MAX_VALUE)
                                        - used(need.getKey()));
        hold(leaving, indexes);
        return fits;
    }

    /** How far it is from running a task: 0 is not at all. */
    public double missing(Needs needs) {
        double missing = Math.max(0, needs.slots() - (slots - usedSlots)) / (double) slots;
        if (resources.memoryBytes() > 0) {
            double lacking = (double) usedMemory + needs.memoryBytes() - resources.memoryBytes();
            missing += Math.max(0, lacking) / (double) resources.memoryBytes();
        }
        return missing + (needs.gpus() - choose(needs).size());
    }
}
