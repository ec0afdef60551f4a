package org.tablao.nodeapi.worker;

import java.util.List;
import java.util.Map;

/**
 * How an attempt ended.
 *
 * @param outcome wire name of an {@link org.tablao.pluginapi.command.OutcomeClass}
 * @param runSeconds from start to end on the worker
 * @param versions the version that ran of each command, by name
 */
public record Report(
        LeaseClaim claim,
        String outcome,
        String reason,
        String hint,
        double runSeconds,
        List<ReportedFile> files,
        Map<String, String> versions) {}
