/** Between a worker and its manager: leases of tasks. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.worker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
