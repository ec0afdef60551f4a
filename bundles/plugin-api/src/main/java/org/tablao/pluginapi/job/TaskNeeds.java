package org.tablao.pluginapi.job;

import java.util.Map;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ProviderType;

/** What a task takes of its worker's host, and of the farm, while it runs. Immutable. */
@ProviderType
public final class TaskNeeds {
    private final int slots;
    private final long memoryBytes;
    private final int gpus;
    private final long gpuMemoryBytes;
    private final String gpuModel;
    private final Map<String, Long> limits;

    private TaskNeeds(
            int slots, long memoryBytes, int gpus, long gpuMemoryBytes, String gpuModel, Map<String, Long> limits) {
        this.slots = slots;
        this.memoryBytes = memoryBytes;
        this.gpus = gpus;
        this.gpuMemoryBytes = gpuMemoryBytes;
        this.gpuModel = gpuModel;
        this.limits = Map.copyOf(limits);
    }

    /**
     * So many slots of the worker, and nothing else.
     *
     * @param slots at least 1
     */
    public static TaskNeeds slots(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("a task needs at least 1 slot, not " + slots);
        }
        return new TaskNeeds(slots, 0, 0, 0, "", Map.of());
    }

    public TaskNeeds memory(long bytes) {
        notNegative("memory", bytes);
        return new TaskNeeds(slots, bytes, gpus, gpuMemoryBytes, gpuModel, limits);
    }

    /** So many graphics devices of its own, of any kind. */
    public TaskNeeds gpus(int count) {
        return gpus(count, 0, "");
    }

    /**
     * So many graphics devices of its own.
     *
     * @param leastBytes memory of each; 0: any
     * @param model part of the model of each; empty: any
     */
    public TaskNeeds gpus(int count, long leastBytes, String model) {
        notNegative("gpus", count);
        notNegative("memory of a gpu", leastBytes);
        return new TaskNeeds(slots, memoryBytes, count, leastBytes, model, limits);
    }

    /** So much of a limit, such as licences of a program. */
    public TaskNeeds limit(String name, long amount) {
        notNegative("limit " + name, amount);
        Map<String, Long> more = new TreeMap<>(limits);
        more.put(name, amount);
        return new TaskNeeds(slots, memoryBytes, gpus, gpuMemoryBytes, gpuModel, more);
    }

    public int slots() {
        return slots;
    }

    /** 0 where it is not said. */
    public long memoryBytes() {
        return memoryBytes;
    }

    public int gpus() {
        return gpus;
    }

    public long gpuMemoryBytes() {
        return gpuMemoryBytes;
    }

    public String gpuModel() {
        return gpuModel;
    }

    public Map<String, Long> limits() {
        return limits;
    }

    private static void notNegative(String what, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(what + " is below 0: " + amount);
        }
    }
}
