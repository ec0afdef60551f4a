package org.tablao.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plugins.PluginDoor;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.WorkerGate;
import org.tablao.processes.ProcessTrees;

/** The worker role of this node. */
@Component(
        immediate = true,
        service = {},
        configurationPid = WorkerNode.PID)
@Designate(ocd = WorkerNode.Config.class)
public final class WorkerNode {
    static final String PID = "org.tablao.worker";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerNode.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(12);
    private static final Duration LOOK_FOR_ENGINES = Duration.ofHours(1);

    @ObjectClassDefinition(name = "Tablao: worker")
    @interface Config {
        @AttributeDefinition(name = "Slots", description = "How many tasks run at once.", min = "1", max = "256")
        int slots() default 1;

        @AttributeDefinition(
                name = "Ahead",
                description =
                        "How many short tasks are kept waiting beside those that run, so that none waits for an answer.",
                min = "0",
                max = "64")
        int ahead() default 4;

        @AttributeDefinition(name = "Tags", description = "Words that jobs can ask for.", required = false)
        String[] tags() default {};

        @AttributeDefinition(
                name = "Memory",
                description = "MiB that tasks may use in all. 0: all that the host has.",
                min = "0")
        long memory_megabytes() default 0;

        @AttributeDefinition(
                name = "Graphics devices",
                description = "index;MiB;model each, or none. Empty: what NVIDIA's driver tells.",
                required = false)
        String[] gpus() default {};

        @AttributeDefinition(
                name = "Amounts",
                description = "name=number each: what this host has of limits that are counted by host.",
                required = false)
        String[] amounts() default {};
    }

    /** What the two trackers offer together. */
    private record Offered(ServiceCommands commands, ServiceEngines engines) implements CommandSource {
        @Override
        public Held hold(PlannedCommand wanted) throws NotOffered {
            return commands.hold(wanted);
        }

        @Override
        public List<Capability> capabilities() {
            return Stream.concat(commands.capabilities().stream(), engines.capabilities().stream())
                    .sorted(java.util.Comparator.comparing(Capability::toString))
                    .toList();
        }
    }

    private final GateHolder gates = new GateHolder();
    private final AtomicReference<PluginDoor> door = new AtomicReference<>(bundle -> true);
    private final WorkerThreads threads = new WorkerThreads();
    private final ProcessTrees processes = new ProcessTrees();
    private final ServiceCommands commands;
    private final ServiceEngines engines;
    private final GpuFinder devices = new GpuFinder(processes, GpuFinder.searchPath());
    private final WorkerLoop loop;
    private final Config config;
    private final BundleContext context;
    private Optional<ServiceRegistration<Condition>> ready = Optional.empty();

    @Activate
    public WorkerNode(BundleContext context, Config config, @Reference NodeInfo node, @Reference Handshake handshake) {
        this.context = context;
        this.config = config;
        this.commands = new ServiceCommands(context, this::takesNewWork, this::changed);
        this.engines = new ServiceEngines(context, this::takesNewWork, threads.slots(), this::changed);
        this.loop = new WorkerLoop(
                new WorkerLoop.Settings(
                        node.name(),
                        node.data().resolve("attempts"),
                        node.data().resolve("journal"),
                        Ticker.system(),
                        Clock.systemUTC()),
                new Offered(commands, engines),
                new Membership(handshake, gates, threads),
                threads,
                processes);
    }

    @Activate
    void start() {
        loop.start(OfferReader.read(config, List.of()));
        lookForDevices(config);
        commands.open();
        engines.open();
        lookForEngines();
        ready = Optional.of(context.registerService(
                Condition.class,
                Condition.INSTANCE,
                FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, "tablao.ready.worker"))));
    }

    @Modified
    void modified(Config now) {
        lookForDevices(now);
    }

    @Deactivate
    void stop() {
        ready.ifPresent(ServiceRegistration::unregister);
        try {
            loop.stop().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("stopped without the manager knowing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("leaving the manager", e.getCause());
        } finally {
            engines.close();
            commands.close();
            processes.close();
            threads.close();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addGate(WorkerGate gate, Map<String, ?> properties) {
        gates.add(gate, properties);
    }

    void removeGate(WorkerGate gate) {
        gates.remove(gate);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDoor(PluginDoor now) {
        door.set(now);
    }

    void unsetDoor(PluginDoor gone) {
        door.compareAndSet(gone, bundle -> true);
    }

    private boolean takesNewWork(long bundleId) {
        return door.get().takesNewWork(bundleId);
    }

    private void changed() {
        loop.changed();
    }

    /** The driver is asked beside: it may take seconds. */
    private void lookForDevices(Config now) {
        threads.slots().execute(() -> loop.offer(OfferReader.read(now, devices.find(List.of(now.gpus())))));
    }

    private void lookForEngines() {
        threads.later(LOOK_FOR_ENGINES, () -> {
            engines.askAgain();
            lookForEngines();
        });
    }
}
