/** Job types: what turns a user's settings into tasks. */
@Export
@Version("1.0.0")
package org.tablao.pluginapi.job;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
