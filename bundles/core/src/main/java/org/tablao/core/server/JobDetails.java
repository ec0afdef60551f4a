package org.tablao.core.server;

import java.util.Map;
import org.tablao.nodeapi.farm.Scheduling;

/**
 * What of a job's document is looked at.
 *
 * @param manager name of the manager that was asked for, or empty
 */
public record JobDetails(Map<String, Object> settings, String manager, Scheduling scheduling) {}
