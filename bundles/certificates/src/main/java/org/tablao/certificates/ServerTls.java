package org.tablao.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.ids.UuidV7;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.tls.Enrolment;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.NodeTls;
import org.tablao.nodeapi.tls.Nodes;

/** A server's half: the authority, its desk, and this node's own certificate. What of it is offered is known only when it runs. */
@Component(
        service = {},
        immediate = true,
        configurationPid = ServerTls.PID)
@Designate(ocd = CertificatesConfig.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.tablao.nodeapi.tls.Nodes\"",
        uses = Nodes.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.tablao.nodeapi.tls.Enrolment\"",
        uses = Enrolment.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.tablao.nodeapi.tls.NodeTls\"",
        uses = NodeTls.class)
public final class ServerTls {
    static final String PID = "org.tablao.certificates";
    /** Public: what clients of this host take the server by. */
    static final String AUTHORITY_FILE = "authority.pem";

    private static final Logger LOG = LoggerFactory.getLogger(PID);

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private final Path authorityFile;
    private Optional<DeskThread> thread = Optional.empty();
    private Optional<ScheduledThreadPoolExecutor> timer = Optional.empty();

    @Activate
    public ServerTls(
            BundleContext context,
            CertificatesConfig config,
            @Reference NodeInfo node,
            @Reference Store store,
            @Reference Clock clock)
            throws IOException, StoreException {
        this.authorityFile = node.data().resolve(AUTHORITY_FILE);
        if (!node.roles().contains("server")) {
            return;
        }
        boolean secure =
                node.url().filter(url -> "https".equals(url.getScheme())).isPresent();
        DeskThread desk = new DeskThread(store);
        thread = Optional.of(desk);
        NodeBook book = NodeBook.load(store);
        NodeAudit audit = new NodeAudit(clock);
        JoinTokens tokens = new JoinTokens(desk, book, audit, clock);
        Optional<FarmTrust> farm = secure ? Optional.of(farm(config, node, book, clock)) : Optional.empty();
        offer(context, Nodes.class, new NodeDesk(desk, book, tokens, audit, farm));
        if (farm.isPresent()) {
            begin(config, farm.get());
            offer(context, Enrolment.class, new EnrolmentDesk(desk, book, tokens, audit, farm.get()));
            offer(context, NodeTls.class, farm.get().tls());
        } else {
            Files.deleteIfExists(authorityFile);
        }
    }

    private static FarmTrust farm(CertificatesConfig config, NodeInfo node, NodeBook book, Clock clock)
            throws IOException {
        Authority authority = Authority.in(node.data().resolve("ca"), config, clock);
        NodeIdentity self = new NodeIdentity(new UuidV7(clock, new SecureRandom()).next(), node.name(), node.roles());
        return new FarmTrust(authority, book, clock, self, Hosts.of(node, config.addresses()));
    }

    private void begin(CertificatesConfig config, FarmTrust farm) throws IOException {
        tell(farm);
        ScheduledThreadPoolExecutor looking = new ScheduledThreadPoolExecutor(1, task -> {
            Thread named = new Thread(task, "tablao-authority");
            named.setDaemon(true);
            return named;
        });
        looking.scheduleWithFixedDelay(
                () -> look(farm), config.look_seconds(), config.look_seconds(), TimeUnit.SECONDS);
        timer = Optional.of(looking);
    }

    private void look(FarmTrust farm) {
        try {
            if (farm.step()) {
                tell(farm);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the farm's authority cannot be changed now, it is tried again", e);
        }
    }

    private void tell(FarmTrust farm) throws IOException {
        new PrivateFile(authorityFile).write(farm.pem());
        LOG.info("the farm's authority is sha256:{}", farm.fingerprint());
    }

    private <T> void offer(BundleContext context, Class<T> type, T service) {
        offered.add(context.registerService(type, service, new Hashtable<>()));
    }

    @Deactivate
    void close() {
        offered.forEach(ServiceRegistration::unregister);
        timer.ifPresent(ScheduledThreadPoolExecutor::shutdownNow);
        thread.ifPresent(DeskThread::close);
    }
}
