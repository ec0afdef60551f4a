package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;

/** Server and manager in one process that a user could have started, with their database. */
final class Farm implements AutoCloseable {
    private final Workplace workplace;
    private final Path home;
    private final Optional<PostgresProcess> postgres;
    private final AtomicLong finished = new AtomicLong();
    private int port;
    private NodeProcess node;
    private final boolean secure;
    private Optional<Members> members = Optional.empty();

    private Farm(Workplace workplace, Path home, Optional<PostgresProcess> postgres, boolean secure) {
        this.workplace = workplace;
        this.home = home;
        this.postgres = postgres;
        this.secure = secure;
    }

    /** A new one whose workers join over TLS, each with a certificate. */
    static Farm startWithTls(Workplace workplace) throws IOException, InterruptedException {
        Farm farm = new Farm(workplace, workplace.newHome(), Optional.empty(), true);
        try {
            farm.startNode();
            return farm;
        } catch (IOException | InterruptedException e) {
            farm.close();
            throw e;
        }
    }

    /** A new one, ready. */
    static Farm start(Workplace workplace, StoreKind store) throws IOException, InterruptedException {
        Path home = workplace.newHome();
        Optional<PostgresProcess> postgres = store == StoreKind.POSTGRESQL
                ? Optional.of(PostgresProcess.start(workplace.newHome(), workplace.testPostgres()))
                : Optional.empty();
        Farm farm = new Farm(workplace, home, postgres, false);
        try {
            if (postgres.isPresent()) {
                postgres.get().serve(home);
            }
            farm.startNode();
            return farm;
        } catch (IOException | InterruptedException e) {
            farm.close();
            throw e;
        }
    }

    /** Starts the node; answers the seconds to its ready line. */
    double startNode() throws IOException, InterruptedException {
        port = NodeProcess.freePort();
        List<String> words = new ArrayList<>(List.of("server", "manager", "--port", Integer.toString(port)));
        if (secure) {
            words.add("--tls");
        }
        node = NodeProcess.begin(workplace.distribution(), home, words.toArray(String[]::new));
        double seconds = node.awaitReady();
        members = secure ? Optional.of(new Members(port, home, node.adminToken())) : Optional.empty();
        return seconds;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        node.kill();
    }

    int port() {
        return port;
    }

    FarmApi api() throws IOException {
        return members.isPresent() ? members.get().api() : new FarmApi(port, Optional.empty(), node.adminToken());
    }

    /** Workers that offer a command, and whose tasks take no time. */
    Crowd crowd(String command, int workers) throws IOException, GeneralSecurityException {
        return crowd(workers, worker -> List.of(command), leaseId -> 0);
    }

    Crowd crowd(int workers, IntFunction<List<String>> commands, SimulatedWorker.Tasks tasks)
            throws IOException, GeneralSecurityException {
        Crowd.Identities identities = members.isPresent() ? members.get() : new PlainIdentities(node.joinToken());
        return Crowd.join(port, identities, workers, commands, tasks, finished::addAndGet);
    }

    /** What the node has used so far, and its database where that is another process. */
    double cpuSeconds() throws IOException {
        double own = node.facts().cpuSeconds();
        return postgres.isPresent() ? own + postgres.get().cpuSeconds() : own;
    }

    /** What the node alone has used since it was started. */
    double nodeCpuSeconds() throws IOException {
        return node.facts().cpuSeconds();
    }

    /** Tasks of crowds that have ended. */
    long finished() {
        return finished.get();
    }

    double residentMegabytes() throws IOException {
        return node.facts().residentMegabytes();
    }

    @Override
    public void close() throws IOException {
        if (node != null) {
            node.close();
        }
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }

    private record PlainIdentities(String joinToken) implements Crowd.Identities {
        @Override
        public Optional<SSLContext> tls(int worker) {
            return Optional.empty();
        }
    }
}
