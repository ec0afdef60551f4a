package org.tablao.server;

import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.JobRequest;
import org.tablao.pluginapi.job.JobType;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;

/** A task and a frame for each frame; some frames make it misbehave. */
final class FramesJob implements JobType {
    static final int FAULT = 666;
    static final int INVALID = 13;
    static final int ENDLESS = 999;

    @Override
    public Schema settings() {
        return Schema.of(
                Field.of("frames", FieldType.FRAMES),
                Field.of("scene", FieldType.INPUT_FILE).optional(),
                Field.of("output", FieldType.OUTPUT_PATH).optional());
    }

    @Override
    public Plan compile(JobRequest request) throws InvalidValues {
        Plan.Builder plan = Plan.builder();
        for (int frame : request.settings().frames("frames").frames()) {
            switch (frame) {
                case FAULT -> throw new IllegalStateException("the number of the beast");
                case INVALID -> throw new InvalidValues("frames", "brings bad luck", "Leave 13 out");
                case ENDLESS -> waitForEver();
                default -> {
                    int task = plan.add(TaskPlan.of(
                            "frame " + frame, CommandPlan.of("render").version("[1,2)")));
                    plan.expect(task, "main", frame);
                }
            }
        }
        return plan.build();
    }

    private static void waitForEver() {
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
