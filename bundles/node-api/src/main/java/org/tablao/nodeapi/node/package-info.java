/** What a bundle may know of the node it runs on. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.node;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
