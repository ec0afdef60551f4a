package org.tablao.nodeapi.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Whose a job is. Any thread, never blocks. */
@ProviderType
public interface Owners {
    /** The name of the user who submitted the job; empty where there is no such job. */
    Optional<String> ownerOf(String jobId);
}
