package org.tablao.certificates;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.util.converter.Converters;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Certified;
import org.tablao.nodeapi.tls.Enrolment.JoinRequest;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.Nodes.NewJoinToken;

/** A server's half, with its authority in a folder and its rows in memory. */
final class Farm implements AutoCloseable {
    static final Caller ADMIN = new Caller("ana", Caller.Kind.ADMINISTRATOR);

    final MovedClock clock;
    final RowsInMemory rows;
    final FarmTrust trust;
    final NodeDesk desk;
    final EnrolmentDesk enrolment;
    private final DeskThread thread;

    Farm(Path folder) throws IOException, StoreException {
        this(folder, new MovedClock(), new RowsInMemory(), Map.of());
    }

    Farm(Path folder, MovedClock clock, RowsInMemory rows, Map<String, Object> settings)
            throws IOException, StoreException {
        this.clock = clock;
        this.rows = rows;
        CertificatesConfig config =
                Converters.standardConverter().convert(settings).to(CertificatesConfig.class);
        thread = new DeskThread(rows.store());
        NodeBook book = NodeBook.load(rows.store());
        NodeAudit audit = new NodeAudit(clock);
        JoinTokens tokens = new JoinTokens(thread, book, audit, clock);
        NodeIdentity server = new NodeIdentity("the-server", "s", Set.of("server"));
        trust = new FarmTrust(Authority.in(folder, config, clock), book, clock, server, List.of("127.0.0.1"));
        desk = new NodeDesk(thread, book, tokens, audit, Optional.of(trust));
        enrolment = new EnrolmentDesk(thread, book, tokens, audit, trust);
    }

    /** The secret of a token that was made just now. */
    String token(String role, long seconds) throws Exception {
        return JoinSecret.parse(done(desk.makeToken(ADMIN, new NewJoinToken("", role, seconds)))
                        .secret())
                .secret();
    }

    JoinAnswer join(String name, String role, KeyPair key, String secret) throws Exception {
        return done(enrolment.join(
                new JoinRequest(name, role, List.of("127.0.0.9"), Issuing.request(name, key), secret), "127.0.0.1"));
    }

    static X509Certificate own(Certified certified) throws CertificateException {
        return Wire.certificates(certified.certificates()).get(0);
    }

    static <T> T done(CompletionStage<T> stage) throws InterruptedException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
