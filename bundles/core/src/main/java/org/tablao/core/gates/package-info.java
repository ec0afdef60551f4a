/** What stands between a task and a worker: each gate is asked when tasks are given away, and says why when people ask. */
@Export
@Version("1.0.0")
package org.tablao.core.gates;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
