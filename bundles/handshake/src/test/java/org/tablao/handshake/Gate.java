package org.tablao.handshake;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.osgi.util.converter.Converters;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.RefusedException;

/** A role that keeps its nodes in a map and asks a doorkeeper. */
final class Gate {

    final AtomicLong nanos = new AtomicLong();
    final Map<String, KnownNode> nodes = new HashMap<>();
    final HeardLog log = new HeardLog();
    final Doorkeeper doorkeeper;

    /** What happens to an identification on its way. */
    UnaryOperator<Identification> wire = UnaryOperator.identity();

    Gate(Path home) throws Exception {
        ChallengingDoorkeeper.Config config = Converters.standardConverter()
                .convert(Map.of("alive.seconds", 10.0))
                .to(ChallengingDoorkeeper.Config.class);
        Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);
        doorkeeper = new ChallengingDoorkeeper(config, FakeNode.at(home), nanos::get, clock, log);
    }

    CompletionStage<IdentifyAnswer> identify(Identification sent) {
        try {
            return CompletableFuture.completedFuture(answer(wire.apply(sent)));
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private IdentifyAnswer answer(Identification identification) {
        Doorkeeper.Verdict verdict = doorkeeper.check(identification, "", key -> Optional.ofNullable(nodes.get(key)));
        if (verdict instanceof Doorkeeper.Verdict.Admitted admitted) {
            nodes.put(identification.publicKey(), known(identification, admitted.nodeId(), 0));
            Session session = doorkeeper.open(admitted.nodeId(), identification.bootNonce());
            return new IdentifyAnswer.Confirmed(
                    admitted.nodeId(), admitted.added(), "incarnation", session.token(), 5, 20, 4);
        }
        return new IdentifyAnswer.Challenged(((Doorkeeper.Verdict.Challenge) verdict).nonce());
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Its nodes were heard last so long ago. */
    void heardAgo(double seconds) {
        nodes.replaceAll(
                (key, node) -> new KnownNode(node.nodeId(), node.name(), node.publicKey(), node.bootNonce(), seconds));
    }

    private static KnownNode known(Identification identification, String nodeId, double heardSecondsAgo) {
        return new KnownNode(
                nodeId, identification.name(), identification.publicKey(), identification.bootNonce(), heardSecondsAgo);
    }
}
