/** Certificates of the farm's own authority: how nodes get them, and how they speak TLS. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
