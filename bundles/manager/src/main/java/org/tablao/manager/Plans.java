package org.tablao.manager;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tablao.core.manager.EarlierTasks;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;

/**
 * Compiled plans, by the SHA-256 that the job lease names: from the store, else from the server; with what came of the job
 * under earlier leases. Blocks for the store.
 */
final class Plans {
    /**
     * A plan.
     *
     * @param fresh the row to be kept, where it is not stored yet
     * @param before what came of its tasks under earlier leases
     */
    record Plan(JobPlan plan, List<BlobRow> fresh, EarlierTasks before) {}

    private final Store store;
    private final JsonCodec codec = new JsonCodec();

    Plans(Store store) {
        this.store = store;
    }

    CompletionStage<Plan> of(JobLease lease, Contact contact) {
        CompletionStage<Plan> plan = planOf(lease, contact);
        try {
            List<TaskRow> own = store.tasks(lease.jobId());
            if (lease.epoch() == 1 && own.isEmpty()) {
                return plan;
            }
            return plan.thenCombine(
                    contact.gate().tasks(contact.session(), lease.jobId()),
                    (read, servers) -> new Plan(read.plan(), read.fresh(), EarlierTasks.of(read.plan(), servers, own)));
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Plan> planOf(JobLease lease, Contact contact) {
        try {
            Optional<BlobRow> stored = store.blob(lease.planSha256());
            if (stored.isPresent()) {
                return CompletableFuture.completedStage(read(lease, stored.get().bytes(), List.of()));
            }
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
        return contact.gate()
                .blob(contact.session(), lease.planSha256())
                .thenApply(bytes -> read(lease, bytes, List.of(new BlobRow(lease.planSha256(), bytes))));
    }

    private Plan read(JobLease lease, byte[] bytes, List<BlobRow> fresh) {
        try {
            JobPlan plan = codec.plan(bytes);
            if (Sha256.of(bytes).equals(lease.planSha256()) && plan.jobId().equals(lease.jobId())) {
                return new Plan(plan, fresh, EarlierTasks.NONE);
            }
        } catch (IOException e) {
            throw refused(lease, e.getMessage());
        }
        throw refused(lease, "its bytes are not what the lease names");
    }

    private static RefusedException refused(JobLease lease, String why) {
        return new RefusedException(
                Refusal.INVALID, "The plan of job " + lease.jobId() + " is not good: " + why + ".", "");
    }
}
