/** Render engines: what turns a scene into frames. */
@Export
@Version("1.0.0")
package org.tablao.pluginapi.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
