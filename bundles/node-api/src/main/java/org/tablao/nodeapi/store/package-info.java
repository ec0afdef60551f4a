/** What must outlive a process. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
