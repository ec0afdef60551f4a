package org.tablao.core.index;

import java.util.BitSet;

/** The queued tasks of one job and class, in the job's order: a bit a task, so that a million cost 125 kB and no search. */
final class TaskQueue {
    static final int NONE = -1;

    private static final long AFTER_THE_MARKED = 1L << 32;

    private final FrameOrder order;
    private final Numbers fresh = new Numbers();
    private final Numbers retries = new Numbers();
    private int lowest = Integer.MAX_VALUE;
    private int highest;

    TaskQueue(FrameOrder order) {
        this.order = order;
    }

    void add(int task, boolean retry) {
        lowest = Math.min(lowest, task);
        highest = Math.max(highest, task);
        (retry ? retries : fresh).add(task);
    }

    void remove(int task) {
        fresh.remove(task);
        retries.remove(task);
    }

    boolean has(int task) {
        return fresh.has(task) || retries.has(task);
    }

    boolean hasRetries() {
        return retries.size > 0;
    }

    boolean isEmpty() {
        return fresh.size + retries.size == 0;
    }

    int size() {
        return fresh.size + retries.size;
    }

    /** The first task; {@link #NONE} where there is none. */
    int first(boolean withRetries) {
        int first = first(fresh);
        int retry = withRetries ? first(retries) : NONE;
        if (first == NONE || retry == NONE) {
            return Math.max(first, retry);
        }
        return key(first) < key(retry) ? first : retry;
    }

    /** The task with the lower key goes first. */
    long key(int task) {
        return switch (order) {
            case ASCENDING -> task;
            case DESCENDING -> -(long) task;
            case FIRST_MIDDLE_LAST -> isMarked(task) ? task : AFTER_THE_MARKED + task;
        };
    }

    private int first(Numbers numbers) {
        if (numbers.size == 0) {
            return NONE;
        }
        return switch (order) {
            case ASCENDING -> numbers.lowest();
            case DESCENDING -> numbers.highest();
            case FIRST_MIDDLE_LAST -> firstMarked(numbers);
        };
    }

    private int firstMarked(Numbers numbers) {
        int[] marked = {lowest, middle(), highest};
        for (int task : marked) {
            if (numbers.has(task)) {
                return task;
            }
        }
        return numbers.lowest();
    }

    private boolean isMarked(int task) {
        return task == lowest || task == highest || task == middle();
    }

    private int middle() {
        return lowest + (highest - lowest) / 2;
    }

    /** A set of numbers whose ends are found at once: what was passed over is not looked at again. */
    private static final class Numbers {
        private final BitSet bits = new BitSet();
        private int from = Integer.MAX_VALUE;
        private int to = -1;
        private int size;

        void add(int number) {
            if (!bits.get(number)) {
                bits.set(number);
                size++;
                from = Math.min(from, number);
                to = Math.max(to, number);
            }
        }

        void remove(int number) {
            if (bits.get(number)) {
                bits.clear(number);
                size--;
            }
        }

        boolean has(int number) {
            return bits.get(number);
        }

        int lowest() {
            from = bits.nextSetBit(from);
            return from;
        }

        int highest() {
            to = bits.previousSetBit(to);
            return to;
        }
    }
}
