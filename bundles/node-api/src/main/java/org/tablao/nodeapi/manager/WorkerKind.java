package org.tablao.nodeapi.manager;

import java.util.List;
import org.tablao.nodeapi.worker.Capability;

/** Workers of a manager that offer the same, and how much of them is free. */
public record WorkerKind(List<Capability> capabilities, int workers, int freeSlots) {}
