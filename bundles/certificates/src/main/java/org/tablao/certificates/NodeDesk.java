package org.tablao.certificates;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.tls.Nodes;

/** What administrators do about nodes. */
final class NodeDesk implements Nodes {
    private static final Logger LOG = LoggerFactory.getLogger("org.tablao.certificates");

    private final DeskThread thread;
    private final NodeBook book;
    private final JoinTokens tokens;
    private final NodeAudit audit;
    private final Optional<FarmTrust> farm;

    NodeDesk(DeskThread thread, NodeBook book, JoinTokens tokens, NodeAudit audit, Optional<FarmTrust> farm) {
        this.thread = thread;
        this.book = book;
        this.tokens = tokens;
        this.audit = audit;
        this.farm = farm;
    }

    private FarmTrust farm() {
        return farm.orElseThrow(() -> new RefusedException(
                Refusal.CONFLICT,
                "This server speaks no TLS, so its nodes have no certificates.",
                "Start it with --tls."));
    }

    @Override
    public List<NodeView> nodes() {
        return NodeViews.all(book);
    }

    @Override
    public AuthorityView authority() {
        return farm().view();
    }

    @Override
    public CompletionStage<AuthorityView> rotate(Caller caller) {
        return thread.call(() -> {
            if (farm().isBeingChanged()) {
                throw new RefusedException(
                        Refusal.CONFLICT,
                        "The authority is being changed already.",
                        "Wait until the certificates of the one before have ended.");
            }
            farm().prepareNext();
            AuthorityView view = farm().view();
            thread.commit(List.of(audit.done(caller, "rotate authority", view.next(), "")));
            LOG.info(
                    "{} changes the farm's authority: sha256:{} signs from {}",
                    caller.name(),
                    view.next(),
                    view.changesAt());
            return view;
        });
    }

    @Override
    public CompletionStage<MadeJoinToken> makeToken(Caller caller, NewJoinToken token) {
        return thread.call(() -> tokens.make(caller, token, farm().fingerprint()));
    }

    @Override
    public CompletionStage<NodeView> approve(Caller caller, String nodeId) {
        return thread.call(() -> decide(caller, nodeId, NodeBook.JOINED, "approve node"));
    }

    @Override
    public CompletionStage<NodeView> refuse(Caller caller, String nodeId) {
        return thread.call(() -> decide(caller, nodeId, NodeBook.REFUSED, "refuse node"));
    }

    private NodeView decide(Caller caller, String nodeId, String status, String action) throws StoreException {
        NodeBook.Knock knock = book.knocking(nodeId)
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "No node " + nodeId + " waits to be let in.", "Look at: tablao node list."));
        NodeRow joined = farm().row(
                        knock.id(),
                        knock.name(),
                        knock.role(),
                        knock.fingerprint(),
                        knock.addresses(),
                        "",
                        caller.name());
        NodeRow row = status.equals(NodeBook.JOINED) ? joined : with(joined, status, caller);
        thread.commit(List.of(
                new Change.Insert(row),
                audit.done(caller, action, row.id(), row.roles() + " " + row.name() + " sha256:" + row.fingerprint())));
        book.put(row);
        book.answered(row.fingerprint());
        return NodeViews.of(row);
    }

    @Override
    public CompletionStage<NodeView> revoke(Caller caller, String nodeId) {
        return thread.call(() -> {
            NodeRow before = book.node(nodeId)
                    .orElseThrow(() -> new RefusedException(
                            Refusal.NOT_FOUND, "There is no node " + nodeId + ".", "Look at: tablao node list."));
            if (before.status().equals(NodeBook.REVOKED)) {
                return NodeViews.of(before);
            }
            NodeRow row = with(before, NodeBook.REVOKED, caller);
            thread.commit(List.of(
                    new Change.Update(row),
                    audit.done(caller, "revoke node", row.id(), row.roles() + " " + row.name())));
            book.put(row);
            farm.ifPresent(FarmTrust::tell);
            LOG.warn("{} revoked {} {} ({})", caller.name(), row.roles(), row.name(), row.id());
            return NodeViews.of(row);
        });
    }

    private static NodeRow with(NodeRow row, String status, Caller caller) {
        return new NodeRow(
                row.id(),
                row.name(),
                row.roles(),
                status,
                row.fingerprint(),
                row.addresses(),
                row.tokenId(),
                row.joinedAtMillis(),
                caller.name(),
                row.validUntilMillis());
    }
}
