package org.tablao.nodeapi.plan;

import java.util.Map;

/**
 * @param range OSGi version range; {@code 0} is any
 * @param parameters JSON's Java types
 */
public record PlannedCommand(String name, String range, Map<String, Object> parameters) {}
