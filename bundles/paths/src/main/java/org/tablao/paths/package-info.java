/** Paths that come from users, and the names of what is rendered. */
@Export
@Version("1.0.0")
package org.tablao.paths;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
