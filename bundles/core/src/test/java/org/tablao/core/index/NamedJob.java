package org.tablao.core.index;

import java.util.List;
import java.util.Optional;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;

/** A job that stands in nobody's way. */
record NamedJob(String id, long submittedAtMillis) implements JobFacts {
    @Override
    public String name() {
        return id;
    }

    @Override
    public JobStatus jobStatus() {
        return JobStatus.ACTIVE;
    }

    @Override
    public boolean pauseWanted() {
        return false;
    }

    @Override
    public int running() {
        return 0;
    }

    @Override
    public int maxRunning() {
        return 0;
    }

    @Override
    public TaskStatus status(int task) {
        return TaskStatus.QUEUED;
    }

    @Override
    public List<Integer> waitsFor(int task) {
        return List.of();
    }

    @Override
    public boolean rests(int task) {
        return false;
    }

    @Override
    public long notBeforeMillis(int task) {
        return 0;
    }

    @Override
    public boolean failedOn(String workerId) {
        return false;
    }

    @Override
    public Optional<String> blockedOn(String workerId, RequirementClass kind) {
        return Optional.empty();
    }
}
