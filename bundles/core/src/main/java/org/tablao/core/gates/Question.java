package org.tablao.core.gates;

import org.tablao.core.index.JobFacts;
import org.tablao.core.index.Project;
import org.tablao.core.index.RequirementClass;

/**
 * May this go there? One object a search: the search fills in what it has come to, gates read what is about them. A gate
 * about classes is asked before the job is known, one about jobs before the task is.
 */
public final class Question {
    Candidate worker;
    RequirementClass kind;
    Project project;
    JobFacts job;
    int task;
    boolean retry;
    int slots;
    long nowMillis;
    boolean mayGive = true;

    /**
     * @param slots of all workers
     * @param nowMillis for tasks that wait for a time
     */
    public Question(int slots, long nowMillis) {
        this.slots = slots;
        this.nowMillis = nowMillis;
    }

    /** Whether the server still leases the jobs of this manager to it. */
    public Question mayGive(boolean leased) {
        mayGive = leased;
        return this;
    }

    public Question of(Candidate asking) {
        worker = asking;
        return this;
    }

    public Question about(RequirementClass tasks) {
        kind = tasks;
        return this;
    }

    public Question about(Project owner) {
        project = owner;
        return this;
    }

    public Question about(JobFacts asked) {
        job = asked;
        return this;
    }

    /** @param failedBefore whether an attempt at it failed */
    public Question about(int number, boolean failedBefore) {
        task = number;
        retry = failedBefore;
        return this;
    }

    public Candidate worker() {
        return worker;
    }

    public RequirementClass kind() {
        return kind;
    }

    public JobFacts job() {
        return job;
    }
}
