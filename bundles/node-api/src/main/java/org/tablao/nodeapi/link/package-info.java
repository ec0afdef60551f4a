/** Calls from a server to its managers. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.link;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
