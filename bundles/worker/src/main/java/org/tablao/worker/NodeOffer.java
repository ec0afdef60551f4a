package org.tablao.worker;

import java.util.List;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;

/**
 * What this worker offers beside its commands and engines.
 *
 * @param slots tasks at once
 * @param ahead leases that it keeps waiting beside those that run
 * @param tags as capabilities
 */
record NodeOffer(int slots, int ahead, List<Capability> tags, HostResources resources) {

    static final NodeOffer ONE_SLOT = new NodeOffer(1, 0, List.of(), HostResources.NONE);
}
