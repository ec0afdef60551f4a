/** One thread that owns a role's state, and one commit for all that waits. */
@Export
@Version("1.0.0")
package org.tablao.core.owner;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
