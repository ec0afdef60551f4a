/** The farm as front ends see it. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.farm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
