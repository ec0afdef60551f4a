package org.tablao.nodeapi.store;

/**
 * Key: id.
 *
 * @param host JSON of {@link org.tablao.nodeapi.handshake.HostFacts}
 * @param capabilities JSON list of {@link org.tablao.nodeapi.worker.Capability}
 * @param resources JSON of {@link org.tablao.nodeapi.worker.HostResources}, or empty
 * @param wanted of the wish that its manager has taken, with its revision and schedule
 */
public record WorkerRow(
        String id,
        String managerId,
        String name,
        String publicKey,
        String bootNonce,
        String status,
        int slots,
        String host,
        String capabilities,
        long joinedAtMillis,
        long seenAtMillis,
        String resources,
        String wanted,
        long wishRevision,
        String schedule)
        implements Row {

    /** A worker of which nothing is wanted but that it runs. */
    public WorkerRow(
            String id,
            String managerId,
            String name,
            String publicKey,
            String bootNonce,
            String status,
            int slots,
            String host,
            String capabilities,
            long joinedAtMillis,
            long seenAtMillis) {
        this(
                id,
                managerId,
                name,
                publicKey,
                bootNonce,
                status,
                slots,
                host,
                capabilities,
                joinedAtMillis,
                seenAtMillis,
                "",
                "run",
                0,
                "");
    }
}
