package org.tablao.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.Administration;
import org.tablao.nodeapi.farm.LimitSetting;
import org.tablao.nodeapi.farm.LimitView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.ProjectChange;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.handshake.HostFacts;

/** Remembers what it was asked. */
final class FakeAdministration implements Administration {
    private final List<Object> asked;

    FakeAdministration(List<Object> asked) {
        this.asked = asked;
    }

    @Override
    public CompletionStage<List<LimitView>> limits() {
        return later(List.of(limit("nuke", new LimitSetting("farm", 4, ""))));
    }

    @Override
    public CompletionStage<LimitView> limit(String name) {
        return later(limit(name, new LimitSetting("farm", 4, "")));
    }

    @Override
    public CompletionStage<LimitView> putLimit(Caller caller, String name, LimitSetting setting) {
        asked.add(List.of("put limit", name, setting));
        return later(limit(name, setting));
    }

    @Override
    public CompletionStage<Void> deleteLimit(Caller caller, String name) {
        asked.add("delete limit " + name);
        return CompletableFuture.runAsync(() -> {});
    }

    @Override
    public CompletionStage<ProjectView> changeProject(Caller caller, String project, ProjectChange change) {
        asked.add(List.of("change project", project, change));
        return later(new ProjectView("P1", "default", "2026-01-01T00:00:00Z", 1, 20, 50));
    }

    @Override
    public CompletionStage<ManagerView> declareDead(Caller caller, String managerId) {
        asked.add("declare dead " + managerId + " for " + caller.name());
        HostFacts host = new HostFacts("h", "Linux", "amd64", 2, 1, "0.1.0", "17");
        return later(new ManagerView(managerId, "m1", "lost", "", 1, 1, 0, "", "", host));
    }

    private static LimitView limit(String name, LimitSetting setting) {
        return new LimitView(name, setting.scope(), setting.amount(), setting.description(), 0, List.of());
    }

    private static <T> CompletionStage<T> later(T answer) {
        return CompletableFuture.supplyAsync(() -> answer);
    }
}
