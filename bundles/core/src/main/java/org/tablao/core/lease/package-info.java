/** How long a right lasts. */
@Export
@Version("1.0.0")
package org.tablao.core.lease;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
