/** Who may do what. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
