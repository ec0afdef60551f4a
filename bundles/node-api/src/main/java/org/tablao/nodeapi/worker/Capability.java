package org.tablao.nodeapi.worker;

import java.util.Map;

/**
 * What a worker offers: {@code org.tablao.command} (command, version), {@code org.tablao.engine} (engine, version).
 *
 * @param attributes texts; {@code version} is compared as an OSGi version
 */
public record Capability(String namespace, Map<String, String> attributes) {}
