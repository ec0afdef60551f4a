package org.tablao.nodeapi.access;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;

/** Who did what. What changed something stands in the change's own commit; what did not is told here. */
@ProviderType
public interface AuditTrail {
    /**
     * An entry that belongs to no other commit, its id and time left open; completes when it is durable, or exceptionally: then it is
     * not kept, and what it tells of must not be answered as done.
     */
    CompletionStage<Void> note(AuditRow entry);

    /**
     * An entry of what changed nothing, as a refusal, its id and time left open; never waits. Those of one kind that come in a flood
     * are kept as their number: nobody can fill memory or disk, and each is counted.
     */
    void tell(AuditRow entry);

    /** The newest first. */
    CompletionStage<Page<AuditRow>> search(AuditQuery query);
}
