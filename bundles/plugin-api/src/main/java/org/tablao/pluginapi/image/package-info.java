/** Thumbnailers: what turns a frame into a small image. */
@Export
@Version("1.0.0")
package org.tablao.pluginapi.image;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
