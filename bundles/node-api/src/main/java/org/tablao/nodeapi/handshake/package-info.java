/** Who is who: the messages and services of the double handshake. */
@Export
@Version("1.0.0")
package org.tablao.nodeapi.handshake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
