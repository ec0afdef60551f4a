/** The server's record as pure code: projects, shots, jobs, frames, managers, and which manager gets which job. */
@Export
@Version("1.0.0")
package org.tablao.core.server;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
