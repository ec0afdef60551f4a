/** Task commands: one step of a task, run by a worker. */
@Export
@Version("1.0.0")
package org.tablao.pluginapi.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
