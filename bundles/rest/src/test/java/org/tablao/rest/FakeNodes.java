package org.tablao.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.tls.Nodes;

/** One node, of which it is noted what was asked. */
final class FakeNodes implements Nodes {
    final List<String> asked = new ArrayList<>();

    @Override
    public List<NodeView> nodes() {
        return List.of(node("pending"));
    }

    @Override
    public AuthorityView authority() {
        return new AuthorityView("ab12", "", "2036-01-01T00:00:00Z", "", "", "");
    }

    @Override
    public CompletionStage<AuthorityView> rotate(Caller caller) {
        asked.add(caller.name() + " rotates");
        return CompletableFuture.completedFuture(authority());
    }

    @Override
    public CompletionStage<MadeJoinToken> makeToken(Caller caller, NewJoinToken token) {
        asked.add(caller.name() + " wants " + token);
        return CompletableFuture.completedFuture(
                new MadeJoinToken("T1", token.name(), token.role(), "2026-01-01T01:00:00Z", "secret"));
    }

    @Override
    public CompletionStage<NodeView> approve(Caller caller, String nodeId) {
        asked.add(caller.name() + " approves " + nodeId);
        return CompletableFuture.completedFuture(node("joined"));
    }

    @Override
    public CompletionStage<NodeView> refuse(Caller caller, String nodeId) {
        asked.add(caller.name() + " refuses " + nodeId);
        return CompletableFuture.completedFuture(node("refused"));
    }

    @Override
    public CompletionStage<NodeView> revoke(Caller caller, String nodeId) {
        asked.add(caller.name() + " revokes " + nodeId);
        return CompletableFuture.completedFuture(node("revoked"));
    }

    private static NodeView node(String status) {
        return new NodeView("N1", "render-07", List.of("worker"), status, "ab12", List.of(), "", "", "", "");
    }
}
