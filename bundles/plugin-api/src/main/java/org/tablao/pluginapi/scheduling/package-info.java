/** Scheduling policies: which job comes first. */
@Export
@Version("1.1.0")
package org.tablao.pluginapi.scheduling;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
