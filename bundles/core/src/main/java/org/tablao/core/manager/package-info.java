/** A manager as a pure model: what it knows, and what each message changes. */
@Export
@Version("1.0.0")
package org.tablao.core.manager;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
