/** Which plugin takes new work. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.plugins;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
