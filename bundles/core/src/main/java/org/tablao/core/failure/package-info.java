/** What follows a failure where nobody says otherwise. */
@Export
@Version("1.0.0")
package org.tablao.core.failure;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
