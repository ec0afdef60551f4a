/** Typed fields, declared once: for settings of a job type and parameters of a command. */
@Export
@Version("1.1.0")
package org.tablao.pluginapi.schema;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
