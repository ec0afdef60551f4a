/** Statuses, and which may follow which. */
@Export
@Version("1.0.0")
package org.tablao.core.state;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
