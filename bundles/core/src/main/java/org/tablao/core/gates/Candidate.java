package org.tablao.core.gates;

import java.util.Optional;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.state.WorkerStatus;

/** A worker that a task might go to. */
public interface Candidate {
    String id();

    /** What people call it. */
    String name();

    WorkerStatus status();

    /** What it offers; empty while it is not there. */
    Optional<CapabilitySet> kind();

    Occupancy occupancy();

    /** The tasks for which it is kept free; empty where it takes any. */
    Optional<RequirementClass> reservedFor();
}
