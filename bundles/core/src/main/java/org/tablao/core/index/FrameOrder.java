package org.tablao.core.index;

import java.util.Arrays;

/** Which of a job's tasks goes first among those that are equal otherwise. */
public enum FrameOrder {
    ASCENDING("ascending"),
    DESCENDING("descending"),
    /** The first, the middle and the last show early whether the rest is worth it; then the rest, ascending. */
    FIRST_MIDDLE_LAST("first-middle-last");

    private final String wireName;

    FrameOrder(String wireName) {
        this.wireName = wireName;
    }

    /** By its name on the wire; what is not known, or empty, is ascending. */
    public static FrameOrder of(String wireName) {
        return Arrays.stream(values())
                .filter(order -> order.wireName.equals(wireName))
                .findFirst()
                .orElse(ASCENDING);
    }

    public String wireName() {
        return wireName;
    }
}
