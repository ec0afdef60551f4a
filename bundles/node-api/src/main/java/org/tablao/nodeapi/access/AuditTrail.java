package org.tablao.nodeapi.access;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;

/** Who did what. Rows of changes are written with the change itself; what was refused is noted here. */
@ProviderType
public interface AuditTrail {
    /** An entry that belongs to no other commit, its id and time left open; completes when it is durable. */
    CompletionStage<Void> note(AuditRow entry);

    /** The newest first. */
    CompletionStage<Page<AuditRow>> search(AuditQuery query);
}
