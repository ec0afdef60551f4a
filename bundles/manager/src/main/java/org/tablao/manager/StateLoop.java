package org.tablao.manager;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.Effects;
import org.tablao.core.manager.ManagerSetup;
import org.tablao.core.manager.ManagerState;
import org.tablao.core.manager.Step;
import org.tablao.core.owner.OwnerLoop;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.Store;

/**
 * The manager's state on its owner's thread. All messages that are committed together are one step: each row is written once and
 * one event tells them, however many they are. What a step brings leaves when it is durable.
 */
@Component(service = StateLoop.class, configurationPid = ManagerConfig.PID)
@Designate(ocd = ManagerConfig.class)
public final class StateLoop {
    private static final Logger LOG = LoggerFactory.getLogger(StateLoop.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final Clock clock;
    private final LeaseTerms terms;
    private final StateLoader loader;
    private final OwnerLoop owner;
    private final Outgoing outgoing = new Outgoing();
    private final FileSettler settler;
    private volatile Consumer<Effects.Delivery> deliveries = delivery -> {};
    private volatile Runnable reloaded = () -> {};
    private ManagerState state;
    private Step open;

    @Activate
    public StateLoop(
            @Reference Store store,
            @Reference LivePolicy policy,
            @Reference ShadowPolicy shadow,
            @Reference LiveFailures failures,
            ManagerConfig config) {
        this(store, setup(store, policy, shadow, failures, config), Ticker.system(), Clock.systemUTC());
    }

    StateLoop(Store store, ManagerSetup setup, Ticker ticker, Clock clock) {
        this.ticker = ticker;
        this.clock = clock;
        this.terms = setup.terms();
        this.loader = new StateLoader(store, new JsonCodec());
        this.settler = new FileSettler(ticker);
        this.open = emptyStep();
        this.owner = new OwnerLoop("manager", ticker, store::commit, new Owned(setup)).start();
        owner.every(
                TICK,
                turn -> inTurn(turn, (known, step) -> {
                    known.tick(step);
                    return true;
                }));
    }

    private static ManagerSetup setup(
            Store store, LivePolicy policy, ShadowPolicy shadow, LiveFailures failures, ManagerConfig config) {
        return new ManagerSetup(
                store.incarnation(),
                terms(config),
                new JsonCodec(),
                policy.ranks(),
                shadow.ranks(),
                failures::decide,
                ManagerConfig.Terms.rules(config),
                ManagerConfig.Terms.scheduling(config));
    }

    /** For who looks for the reason: before the framework tells at length that the component failed. */
    private static LeaseTerms terms(ManagerConfig config) {
        try {
            return ManagerConfig.Terms.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("the manager does not start: {}", e.getMessage());
            throw e;
        }
    }

    @Deactivate
    void close() {
        owner.close();
        settler.close();
    }

    LeaseTerms terms() {
        return terms;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    long nanos() {
        return ticker.nanos();
    }

    /** Runs one step; its result leaves when it is durable. */
    <T> CompletionStage<T> step(BiFunction<ManagerState, Step, T> message) {
        return owner.call(turn -> inTurn(turn, message));
    }

    /** Runs work on the owner's thread again and again. */
    void every(Duration period, Consumer<Turn> work) {
        owner.every(period, work);
    }

    /** Who answers parked calls, and what is to be done when memory was dropped. Both must not block. */
    void answerParkedBy(Consumer<Effects.Delivery> answer, Runnable whenReloaded) {
        deliveries = answer;
        reloaded = whenReloaded;
    }

    /** Forgets a parked call. On the owner's thread. */
    void unpark(String workerId) {
        state.unpark(workerId);
    }

    private <T> T inTurn(Turn turn, BiFunction<ManagerState, Step, T> message) {
        open.continues(turn, ticker.nanos(), clock.millis());
        return message.apply(state, open);
    }

    private Step emptyStep() {
        return new Step(Turn.detached(), ticker.nanos(), clock.millis());
    }

    private void leave(Effects effects) {
        effects.events().forEach(outgoing::add);
        effects.deliveries().forEach(deliveries);
        effects.settlements().forEach(this::settle);
    }

    private void settle(Effects.Settlement settlement) {
        settler.settle(settlement)
                .thenAccept(problem -> step((known, step) -> {
                    if (problem.isPresent()) {
                        known.settled(step, settlement.leaseId(), problem.get());
                    } else {
                        known.unsettled(step, settlement.leaseId());
                    }
                    return true;
                }));
    }

    private final class Owned implements OwnerLoop.State {
        private final ManagerSetup setup;

        Owned(ManagerSetup setup) {
            this.setup = setup;
        }

        @Override
        public void load() {
            StateLoader.Loaded loaded = loader.load();
            state = ManagerState.load(setup, loaded.rows(), ticker.nanos(), clock.millis());
            open = emptyStep();
            outgoing.reset(List.copyOf(loaded.events()));
            reloaded.run();
        }

        @Override
        public void seal(Turn turn) {
            open.continues(turn, ticker.nanos(), clock.millis());
            Effects effects = state.finish(open);
            turn.whenDurable(() -> leave(effects));
            open = emptyStep();
        }
    }
}
