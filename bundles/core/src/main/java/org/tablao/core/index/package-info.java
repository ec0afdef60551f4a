/** Queued tasks by what they need of a worker: the next task for a worker is found without looking at the others. */
@Export
@Version("1.1.0")
package org.tablao.core.index;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
