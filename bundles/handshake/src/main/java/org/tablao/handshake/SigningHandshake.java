package org.tablao.handshake;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.node.NodeInfo;

/**
 * Joins with a key that is made at the first start and signs the gate's nonce. Immediate, so that a role that is restarted does not
 * look like another process.
 */
@Component(immediate = true)
public final class SigningHandshake implements Handshake {

    private final NodeInfo node;
    private final Logger steps;
    private final String bootNonce;
    private final Map<String, NodeKey> keys = new ConcurrentHashMap<>();
    private final Map<String, JoinLog> logs = new ConcurrentHashMap<>();

    @Activate
    public SigningHandshake(@Reference NodeInfo node) {
        this(node, JoinLog.STEPS);
    }

    SigningHandshake(NodeInfo node, Logger steps) {
        this.node = node;
        this.bootNonce = Place.nonceAt(node.data());
        this.steps = steps;
    }

    @Override
    public String bootNonce() {
        return bootNonce;
    }

    @Override
    public CompletionStage<IdentifyAnswer.Confirmed> join(
            String role,
            String storeId,
            String callbackToken,
            Function<Identification, CompletionStage<IdentifyAnswer>> identify) {
        JoinLog log = logs.computeIfAbsent(role, asked -> new JoinLog(steps, asked, node.name()));
        log.starts();
        CompletionStage<IdentifyAnswer.Confirmed> joined;
        try {
            NodeKey key = key(role);
            Identification first = identification(role, storeId, callbackToken, key);
            joined = identify.apply(first).thenCompose(answer -> prove(first, key, answer, identify, log));
        } catch (IOException | RuntimeException e) {
            joined = CompletableFuture.failedFuture(e);
        }
        return joined.whenComplete((confirmed, problem) -> {
            if (problem == null) {
                log.confirmed(confirmed.nodeId());
            } else {
                log.failed(problem);
            }
        });
    }

    private static CompletionStage<IdentifyAnswer.Confirmed> prove(
            Identification first,
            NodeKey key,
            IdentifyAnswer answer,
            Function<Identification, CompletionStage<IdentifyAnswer>> identify,
            JoinLog log) {
        if (!(answer instanceof IdentifyAnswer.Challenged challenged)) {
            throw new IllegalStateException("The other side confirmed without a challenge: it is not Tablao.");
        }
        log.identifies();
        String nonce = challenged.nonce();
        String proof = key.sign(first.answering(nonce, "").signedText());
        return identify.apply(first.answering(nonce, proof)).thenApply(SigningHandshake::confirmed);
    }

    private static IdentifyAnswer.Confirmed confirmed(IdentifyAnswer answer) {
        if (answer instanceof IdentifyAnswer.Confirmed confirmed) {
            return confirmed;
        }
        throw new IllegalStateException("The other side challenged again instead of an answer to the proof.");
    }

    private Identification identification(String role, String storeId, String callbackToken, NodeKey key) {
        String url = role.equals("manager") ? node.url().map(Object::toString).orElse("") : "";
        return new Identification(
                role,
                node.name(),
                key.publicKey(),
                bootNonce,
                Host.facts(node.version()),
                node.joinToken().orElse(""),
                "",
                "",
                url,
                callbackToken,
                storeId);
    }

    private synchronized NodeKey key(String role) throws IOException {
        NodeKey known = keys.get(role);
        if (known == null) {
            known = NodeKey.of(node.data().resolve("keys"), role);
            keys.put(role, known);
        }
        return known;
    }
}
