/** Process trees: started, read, measured and ended as a whole. */
@Export
@Version("1.0.0")
package org.tablao.processes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
