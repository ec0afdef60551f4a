package org.tablao.certificates;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.JoinTokenRow;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.tls.Enrolment;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Certified;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.pluginapi.schema.Problem;

/** Where nodes ask the farm's authority. */
final class EnrolmentDesk implements Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger("org.tablao.certificates");

    private final DeskThread thread;
    private final NodeBook book;
    private final JoinTokens tokens;
    private final NodeAudit audit;
    private final FarmTrust farm;

    EnrolmentDesk(DeskThread thread, NodeBook book, JoinTokens tokens, NodeAudit audit, FarmTrust farm) {
        this.thread = thread;
        this.book = book;
        this.tokens = tokens;
        this.audit = audit;
        this.farm = farm;
    }

    @Override
    public CompletionStage<JoinAnswer> join(JoinRequest request, String from) {
        return thread.call(() -> {
            List<Problem> problems = new ArrayList<>();
            JoinTokens.nameProblem(request.name(), problems);
            if (!JoinTokens.ROLES.contains(request.role())) {
                problems.add(new Problem("role", "is '" + request.role() + "'", "Join as worker or manager."));
            }
            JoinTokens.refuse("The request to join", problems);
            List<String> addresses = Addresses.checked(request.addresses());
            PublicKey key = Issuing.keyOf(request.request());
            String fingerprint = Fingerprint.of(key);
            Optional<NodeRow> known = book.nodeOfKey(fingerprint);
            if (known.isPresent()) {
                return certifyKnown(known.get(), key);
            }
            return request.token().isEmpty()
                    ? knock(request, addresses, fingerprint, from)
                    : joinByToken(request, addresses, key, from);
        });
    }

    /** It proves by its key that it is the one that was let in: its answer got lost, or its certificate has ended. */
    private JoinAnswer certifyKnown(NodeRow node, PublicKey key) throws StoreException {
        if (!node.status().equals(NodeBook.JOINED)) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "The key of node " + node.name() + " was " + node.status() + " by " + node.decidedBy() + ".",
                    "Empty the folders data/tls and data/keys of its home if it is to come as a new node.");
        }
        return certified(node, key, NodeViews.list(node.addresses()));
    }

    private JoinAnswer knock(JoinRequest request, List<String> addresses, String fingerprint, String from) {
        NodeBook.Knock knock =
                new NodeBook.Knock(audit.newId(), request.name(), request.role(), fingerprint, addresses, from);
        NodeBook.Knock kept = book.knock(knock);
        if (kept.equals(knock)) {
            LOG.info(
                    "{} {} at {} asks to join: if its key is sha256:{}, let it in with: tablao node approve {}",
                    kept.role(),
                    kept.name(),
                    from,
                    fingerprint,
                    kept.id());
        }
        return new JoinAnswer.Pending(kept.id(), fingerprint);
    }

    private JoinAnswer joinByToken(JoinRequest request, List<String> addresses, PublicKey key, String from)
            throws StoreException {
        JoinTokenRow token;
        try {
            token = tokens.check(request.token(), request.role());
        } catch (RefusedException e) {
            LOG.warn("{} {} at {} was not let in: {}", request.role(), request.name(), from, e.getMessage());
            throw e;
        }
        NodeRow node = farm.row(
                audit.newId(),
                token.name().isEmpty() ? request.name() : token.name(),
                request.role(),
                Fingerprint.of(key),
                addresses,
                token.id(),
                token.madeBy());
        JoinTokenRow used = JoinTokens.used(token, node.id());
        thread.commit(List.of(new Change.Insert(node), new Change.Update(used), audit.joined(node, from)));
        book.put(node);
        book.put(used);
        book.answered(node.fingerprint());
        LOG.info("{} {} at {} joined the farm as {}", request.role(), node.name(), from, node.id());
        return certificate(node, key);
    }

    @Override
    public CompletionStage<Certified> renew(X509Certificate shown, RenewalRequest request) {
        return withIdentity(
                shown,
                identity -> thread.call(() -> {
                    NodeRow node = book.node(identity.nodeId())
                            .filter(row -> row.status().equals(NodeBook.JOINED))
                            .orElseThrow(
                                    () -> new RefusedException(Refusal.FORBIDDEN, "This node is not in the farm.", ""));
                    return certified(node, Issuing.keyOf(request.request()), Addresses.checked(request.addresses()));
                }));
    }

    @Override
    public CompletionStage<Trust> trust(X509Certificate shown) {
        return withIdentity(shown, identity -> CompletableFuture.completedFuture(farm.trustOf(shown)));
    }

    private interface Known<T> {
        CompletionStage<T> then(NodeIdentity identity);
    }

    private <T> CompletionStage<T> withIdentity(X509Certificate shown, Known<T> known) {
        try {
            return known.then(farm.tls().identify(shown));
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Certified certified(NodeRow before, PublicKey key, List<String> addresses) throws StoreException {
        NodeRow node = farm.renewed(before, Fingerprint.of(key), addresses);
        thread.commit(List.of(new Change.Update(node)));
        book.put(node);
        return certificate(node, key);
    }

    private Certified certificate(NodeRow node, PublicKey key) {
        NodeIdentity identity = new NodeIdentity(node.id(), node.name(), Set.copyOf(NodeViews.list(node.roles())));
        List<X509Certificate> chain = farm.certify(key, identity, NodeViews.list(node.addresses()));
        return new Certified(node.id(), Wire.texts(chain), farm.trustOf(chain.get(0)));
    }
}
