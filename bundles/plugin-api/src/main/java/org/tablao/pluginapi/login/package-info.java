/** Where users come from. */
@Export
@Version("1.0.0")
package org.tablao.pluginapi.login;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
