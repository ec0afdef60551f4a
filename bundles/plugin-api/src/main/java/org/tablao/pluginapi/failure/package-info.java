/** Failure policies: what follows when an attempt did not complete. */
@Export
@Version("1.0.0")
package org.tablao.pluginapi.failure;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
