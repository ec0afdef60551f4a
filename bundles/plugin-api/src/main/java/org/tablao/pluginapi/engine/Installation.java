package org.tablao.pluginapi.engine;

import java.nio.file.Path;

/**
 * An engine's program on this host.
 *
 * @param version an OSGi version: {@code 3.4.1}
 * @param executable absolute
 */
public record Installation(String version, Path executable) {}
