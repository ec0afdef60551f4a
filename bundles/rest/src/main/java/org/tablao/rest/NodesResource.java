package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FarmView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.PolicyView;
import org.tablao.nodeapi.farm.WorkerView;

/** The farm in one look, and the nodes it consists of. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class NodesResource {
    private final Farm farm;

    @Inject
    public NodesResource(Farm farm) {
        this.farm = farm;
    }

    @GET
    @Path("farm")
    @Requires(Action.READ)
    public CompletionStage<FarmView> farm() {
        return farm.farm();
    }

    @GET
    @Path("workers")
    @Requires(Action.READ)
    public CompletionStage<List<WorkerView>> workers() {
        return farm.workers();
    }

    @GET
    @Path("managers")
    @Requires(Action.READ)
    public CompletionStage<List<ManagerView>> managers() {
        return farm.managers();
    }

    @GET
    @Path("scheduling")
    @Requires(Action.READ)
    public CompletionStage<List<PolicyView>> scheduling() {
        return farm.policies();
    }
}
