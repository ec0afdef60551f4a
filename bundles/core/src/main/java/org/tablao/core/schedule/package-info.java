/** When nodes sleep, by what people write. */
@Export
@Version("1.0.0")
package org.tablao.core.schedule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
