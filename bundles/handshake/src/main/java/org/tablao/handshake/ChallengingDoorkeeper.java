package org.tablao.handshake;

import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;

/** Lets in who signs a fresh nonce: the key's holder, known or with the join token. */
@Component(configurationPid = ChallengingDoorkeeper.PID)
@Designate(ocd = ChallengingDoorkeeper.Config.class)
public final class ChallengingDoorkeeper implements Doorkeeper {

    static final String PID = "org.tablao.handshake";

    /** Admitted and not yet confirmed: those whose row was not committed stay behind, so there is a bound. */
    private static final int MOST_ADMITTED = 10_000;

    @ObjectClassDefinition(name = "Handshake", description = "How nodes join")
    @interface Config {
        @AttributeDefinition(
                name = "Alive for",
                description = "Seconds since its last call in which a second start of a node is refused as a clone; two"
                        + " heartbeat periods",
                min = "0")
        double alive_seconds() default 10;
    }

    private record Guest(String role, String name) {}

    private final Config config;
    private final Clock clock;
    private final Logger steps;
    private final JoinToken joinToken;
    private final Challenges challenges;
    private final Sessions sessions = new Sessions();
    private final Map<String, Guest> admitted = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guest> eldest) {
            return size() > MOST_ADMITTED;
        }
    });

    @Activate
    public ChallengingDoorkeeper(
            Config config, @Reference NodeInfo node, @Reference Ticker ticker, @Reference Clock clock)
            throws IOException {
        this(config, node, ticker, clock, JoinLog.STEPS);
    }

    ChallengingDoorkeeper(Config config, NodeInfo node, Ticker ticker, Clock clock, Logger steps) throws IOException {
        this.config = config;
        this.steps = steps;
        this.clock = clock;
        this.joinToken = JoinToken.in(node.data());
        this.challenges = new Challenges(ticker);
    }

    @Override
    public Verdict check(
            Identification identification, String certifiedId, Function<String, Optional<KnownNode>> known) {
        IdentificationShape.check(identification);
        if (identification.nonce().isEmpty() || identification.signature().isEmpty()) {
            return new Verdict.Challenge(challenges.next());
        }
        refuseWithoutProof(identification);
        Verdict.Admitted verdict = known.apply(identification.publicKey())
                .map(node -> admitKnown(identification, certifiedId, node))
                .orElseGet(() -> admitNew(identification, certifiedId));
        Guest guest = new Guest(identification.role(), identification.name());
        admitted.put(verdict.nodeId(), guest);
        steps.info("handshake 2/6 {} {} identified itself", guest.role(), guest.name());
        steps.info(
                "handshake 3/6 {} {} {}",
                guest.role(),
                guest.name(),
                verdict.added() ? "is new: added" : "is known: updated");
        return verdict;
    }

    private void refuseWithoutProof(Identification identification) {
        if (!challenges.redeem(identification.nonce())) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED, "The challenge is not valid any more.", "Identify again.");
        }
        if (!NodeKey.verify(identification.publicKey(), identification.signedText(), identification.signature())) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED, "The signature does not fit the key and what was signed.", "");
        }
    }

    private Verdict.Admitted admitKnown(Identification identification, String certifiedId, KnownNode node) {
        if (!certifiedId.isEmpty() && !certifiedId.equals(node.nodeId())) {
            throw new RefusedException(
                    Refusal.FORBIDDEN,
                    "The key is of " + identification.role() + " " + node.nodeId() + ", the certificate of node "
                            + certifiedId + ".",
                    "If that home joined without TLS before, remove its folder data/keys: it then comes as a new node.");
        }
        boolean otherStart = !node.bootNonce().equals(identification.bootNonce());
        boolean alive =
                node.heardSecondsAgo() < config.alive_seconds() && sessions.isOpen(node.nodeId(), node.bootNonce());
        boolean nextOfTheHome = Place.isSame(node.bootNonce(), identification.bootNonce());
        if (otherStart && alive && !nextOfTheHome) {
            throw new RefusedException(
                    Refusal.SUPERSEDED,
                    "Another process with the key of " + identification.role() + " " + node.name() + " is alive.",
                    "If it was just ended, wait " + Math.round(config.alive_seconds())
                            + " s. If this home was copied, remove data/keys in the copy.");
        }
        return new Verdict.Admitted(node.nodeId(), false);
    }

    private Verdict.Admitted admitNew(Identification identification, String certifiedId) {
        if (!certifiedId.isEmpty()) {
            return new Verdict.Admitted(certifiedId, true);
        }
        if (!joinToken.is(identification.joinToken())) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED,
                    "The " + identification.role() + " " + identification.name()
                            + " is not known here and did not show the join token.",
                    "Start it with --join @FILE, a copy of " + joinToken.path() + " of this host.");
        }
        return new Verdict.Admitted(Secrets.nodeId(clock), true);
    }

    @Override
    public Session open(String nodeId, String bootNonce) {
        Session session = sessions.open(nodeId, bootNonce);
        Guest guest = admitted.remove(nodeId);
        if (guest != null) {
            steps.info("handshake 4/6 {} {} confirmed as {}", guest.role(), guest.name(), nodeId);
        }
        return session;
    }

    @Override
    public boolean isOpen(Session session) {
        return sessions.isOpen(session);
    }

    @Override
    public void close(String nodeId) {
        sessions.close(nodeId);
    }
}
