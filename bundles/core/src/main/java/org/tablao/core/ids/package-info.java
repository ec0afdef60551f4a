/** Ids: how they are made, written and read. */
@Export
@Version("1.0.0")
package org.tablao.core.ids;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
