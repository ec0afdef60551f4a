package org.tablao.core.index;

import java.util.List;
import java.util.Optional;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;

/** What is asked of a job when its tasks are to be given away, or when it is to be said why they are not. */
public interface JobFacts {
    String id();

    /** What people call it. */
    String name();

    long submittedAtMillis();

    JobStatus jobStatus();

    /** Whether a user wants that nothing more of it starts. */
    boolean pauseWanted();

    /** Tasks that are leased or run. */
    int running();

    /** Tasks at once; 0: no bound. */
    int maxRunning();

    TaskStatus status(int task);

    /** Tasks that a task still waits for. */
    List<Integer> waitsFor(int task);

    /** Whether it is to be tried again, and not yet. */
    boolean rests(int task);

    /** When a retry that waits is due, for people. */
    long notBeforeMillis(int task);

    /** Whether one of its attempts failed on this worker, so that its retries had better go to another. */
    boolean failedOn(String workerId);

    /** Why the worker gets no more tasks of this class of the job; empty where it does. */
    Optional<String> blockedOn(String workerId, RequirementClass kind);
}
