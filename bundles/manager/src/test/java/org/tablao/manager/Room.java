package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.ManagerSetup;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/** A manager put together as the framework would, with a store, a door and a server of the test's. */
final class Room implements AutoCloseable {
    static final Duration SHORT = Duration.ofSeconds(10);

    final MemoryStore store;
    final OpenDoor door = new OpenDoor();
    final LiveServer live = new LiveServer();
    final StateLoop loop;
    final LogFiles logs;
    final WorkerDesk desk;
    final ServerLink link;

    Room(MemoryStore store, TestServer server, Path home, LeaseTerms terms) {
        this.store = store;
        this.loop = new StateLoop(
                store,
                new ManagerSetup(store.incarnation(), terms, new JsonCodec(), job -> 0),
                Ticker.system(),
                Clock.systemUTC());
        this.logs = new LogFiles(home, 100);
        this.desk = new WorkerDesk(loop, door, logs, store);
        live.bindGate(server, Map.of());
        this.link = new ServerLink(loop, live, door, new ServerLink.Parts(store, new ServerToken(), new Node(home)));
    }

    static LeaseTerms usual() {
        return terms(30);
    }

    static LeaseTerms terms(double leaseSeconds) {
        return new LeaseTerms(
                Duration.ofMillis(100),
                Duration.ofMillis(Math.round(leaseSeconds * 1_000)),
                Duration.ofMillis(100),
                Duration.ZERO);
    }

    Session join(String worker) {
        IdentifyAnswer answer = get(desk.identify(OpenDoor.of("worker", worker)));
        return new Session(worker, ((IdentifyAnswer.Confirmed) answer).sessionToken());
    }

    TaskLease take(Session worker) {
        List<TaskLease> leases = get(ask(worker, SHORT));
        assertTrue(leases.size() == 1, leases.toString());
        return leases.get(0);
    }

    CompletionStage<List<TaskLease>> ask(Session worker, Duration wait) {
        return desk.available(worker, new Availability(List.of(), 1, 1, List.of()), wait);
    }

    boolean report(Session worker, TaskLease lease, List<ReportedFile> files) {
        Report report = new Report(lease.claim(), "completed", "", "", 1, files, Map.of());
        return get(desk.report(worker, lease.leaseId(), report, false)).publish();
    }

    void publish(Session worker, TaskLease lease) {
        get(desk.published(worker, lease.leaseId(), new Published(lease.claim(), "")));
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SHORT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + SHORT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come about in time");
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        link.close();
        desk.close();
        logs.close();
        loop.close();
    }

    private record Node(Path home) implements NodeInfo {
        @Override
        public Set<String> roles() {
            return Set.of("manager");
        }

        @Override
        public String name() {
            return "manager";
        }

        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Path data() {
            return home.resolve("data");
        }

        @Override
        public Optional<Integer> port() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> server() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> manager() {
            return Optional.empty();
        }

        @Override
        public Optional<String> joinToken() {
            return Optional.empty();
        }
    }
}
