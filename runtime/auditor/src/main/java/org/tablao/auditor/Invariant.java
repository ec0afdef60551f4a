package org.tablao.auditor;

/** What must hold of a farm, whatever happened to it. The manual promises them by these numbers. */
enum Invariant {
    I1("tasks add up, and none runs when the farm is at rest"),
    I2("a frame row for each frame requested, once"),
    I3("one accepted attempt a task at most"),
    I4("no row points at a missing one"),
    I5("published files are what their rows say"),
    I6("no folder of an attempt that has ended"),
    I7("two attempts of a task do not run at once"),
    I8("every counter is a count"),
    I9("the event stream has no gap"),
    I10("no process for a task that has ended");

    private final String meaning;

    Invariant(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
