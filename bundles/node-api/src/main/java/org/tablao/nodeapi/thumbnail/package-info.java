/** Between the server and the thumbnailer. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.thumbnail;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
