package org.tablao.server;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.ids.IdSource;
import org.tablao.core.owner.OwnerLoop;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.ServerState;
import org.tablao.core.server.ServerTerms;
import org.tablao.nodeapi.access.Owners;
import org.tablao.nodeapi.farm.EventFeed;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.Store;

/** Where the server's state lives: its owner's thread, its readers, and the stream of what changes. */
@Component(
        service = {ServerRoom.class, Owners.class},
        configurationPid = ServerRoom.PID)
@Designate(ocd = ServerConfig.class)
public final class ServerRoom implements Owners {
    static final String PID = "org.tablao.server";

    private static final Logger LOG = LoggerFactory.getLogger(ServerRoom.class);
    private static final int KEPT_EVENTS = 10_000;
    private static final Duration PULSE = Duration.ofMillis(250);
    private static final int SILENT_HEARTBEATS = 3;

    private final Store store;
    private final Clock clock;
    private final Ticker ticker;
    private final ServerConfig config;
    private final Readiness readiness;
    private final OwnerLoop owner;
    private final Deeds deeds;
    private final StoreReader reader;
    private final EventRing events = new EventRing(boot(), KEPT_EVENTS);
    private final Parking parking = new Parking();
    private final Map<String, String> callbackTokens = new ConcurrentHashMap<>();
    private final List<Runnable> frameWatchers = new CopyOnWriteArrayList<>();
    private ServerState state;
    private Announcer announcer;
    private boolean pulsing;
    private volatile IdSource ids;
    private volatile Function<String, Optional<String>> owners = job -> Optional.empty();

    @Activate
    public ServerRoom(@Reference Store store, ServerConfig config, BundleContext context) {
        this(store, Ticker.system(), Clock.systemUTC(), checked(config), new Readiness(context));
    }

    /** For who looks for the reason: before the framework tells at length that the component failed. */
    private static ServerConfig checked(ServerConfig config) {
        try {
            return ServerConfig.Check.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("the server does not start: {}", e.getMessage());
            throw e;
        }
    }

    ServerRoom(Store store, Ticker ticker, Clock clock, ServerConfig config, Readiness readiness) {
        this.store = store;
        this.ticker = ticker;
        this.clock = clock;
        this.config = config;
        this.readiness = readiness;
        this.deeds = new Deeds(clock);
        this.reader = new StoreReader(store);
        this.owner = new OwnerLoop("server", ticker, store::commit, this::load);
        // Last: the load uses all of the above.
        owner.start();
    }

    /** Ends after the work that runs; who waits is told. */
    @Deactivate
    public void close() {
        readiness.withdraw();
        owner.close();
        parking.dismissAll();
        reader.close();
    }

    /** Runs work on the state; the stage completes when all that the work saw and changed is durable. */
    <T> CompletionStage<T> call(BiFunction<ServerState, Turn, T> work) {
        return owner.call(turn -> work.apply(state, turn));
    }

    /** What users did; on the owner's thread. */
    Deeds deeds() {
        return deeds;
    }

    <T> CompletionStage<T> read(StoreReader.Read<T> read) {
        return reader.read(read);
    }

    @Override
    public Optional<String> ownerOf(String jobId) {
        return owners.apply(jobId);
    }

    ServerConfig config() {
        return config;
    }

    Store store() {
        return store;
    }

    EventFeed events() {
        return events;
    }

    /** The owner's thread only. */
    Parking parking() {
        return parking;
    }

    /** What managers gave in their identification, by manager; of this process's time only. */
    Map<String, String> callbackTokens() {
        return callbackTokens;
    }

    /** Each time that a frame was published; must not block. */
    void onPublishedFrame(Runnable watcher) {
        frameWatchers.add(watcher);
    }

    void forget(Runnable watcher) {
        frameWatchers.remove(watcher);
    }

    String newId() {
        return ids.next();
    }

    long nanos() {
        return ticker.nanos();
    }

    long millis() {
        return clock.millis();
    }

    private void load() {
        parking.dismissAll();
        ServerTerms terms = new ServerTerms(
                store.storeId(),
                store.incarnation(),
                config.job_lease_seconds(),
                config.margin_seconds(),
                config.grace_seconds());
        Announcer fresh = new Announcer(events, parking, ticker, () -> frameWatchers.forEach(Runnable::run));
        ServerState loaded = new ServerState(terms, fresh);
        fresh.watch(loaded);
        StateLoader loader = new StateLoader(store);
        loaded.load(loader.load(), clock.millis(), ticker.nanos());
        ids = loader.idsAfter(clock);
        state = loaded;
        owners = loaded.jobs()::ownerOf;
        announcer = fresh;
        if (!pulsing) {
            // Not before: a loop that cannot load drops what waits.
            owner.every(PULSE, this::pulse);
            pulsing = true;
        }
        readiness.announce();
    }

    private void pulse(Turn turn) {
        long nanos = ticker.nanos();
        parking.expire(turn, state, nanos);
        state.tick(turn, clock.millis(), nanos);
        state.managers()
                .noticeSilence(turn, Duration.ofSeconds((long) SILENT_HEARTBEATS * config.heartbeat_seconds()), nanos);
        announcer.flush(turn);
    }

    private static String boot() {
        byte[] bytes = new byte[6];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
