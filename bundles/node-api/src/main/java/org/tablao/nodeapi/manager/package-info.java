/** Between a manager and the server: leases of jobs, and the manager's event stream. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.manager;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
