/** A compiled job as it is stored and carried. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.plan;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
