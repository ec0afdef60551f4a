package org.tablao.rest;

import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;

/** Reads how a job is to be scheduled; what is left out is as usual. What the values may be, the server looks at. */
final class SchedulingFields {
    private SchedulingFields() {}

    static Scheduling read(BodyFields fields) {
        return new Scheduling(
                fields.text("startAfter"),
                fields.texts("dependsOn"),
                fields.texts("tags"),
                fields.texts("requirements"),
                needs(fields.object("needs")),
                terms(fields.object("terms")));
    }

    private static Needs needs(BodyFields fields) {
        Needs usual = Needs.ONE_SLOT;
        return new Needs(
                small(fields, "slots", usual.slots()),
                fields.count("memoryBytes", usual.memoryBytes()),
                small(fields, "gpus", usual.gpus()),
                fields.count("gpuMemoryBytes", usual.gpuMemoryBytes()),
                fields.text("gpuModel"),
                fields.counts("limits"));
    }

    private static JobTerms terms(BodyFields fields) {
        JobTerms usual = JobTerms.USUAL;
        String order = fields.text("order");
        return new JobTerms(
                order.isEmpty() ? usual.order() : order,
                small(fields, "maxRunning", usual.maxRunning()),
                small(fields, "attempts", usual.attempts()),
                small(fields, "failureLimit", usual.failureLimit()),
                fields.number("taskSeconds", usual.taskSeconds()),
                fields.number("silentSeconds", usual.silentSeconds()),
                fields.number("aheadSeconds", usual.aheadSeconds()));
    }

    private static int small(BodyFields fields, String name, int leftOut) {
        return fields.wholeNumber(name, Integer.MIN_VALUE, Integer.MAX_VALUE, leftOut);
    }
}
