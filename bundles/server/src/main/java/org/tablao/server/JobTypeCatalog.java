package org.tablao.server;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.plugins.PluginDoor;
import org.tablao.pluginapi.job.JobType;
import org.tablao.pluginapi.job.OffersJobType;

/** The job types that are there now; of one name, the highest version whose bundle takes new work. Any thread. */
@Component(service = JobTypeCatalog.class)
public final class JobTypeCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(JobTypeCatalog.class);
    private static final String NAME = OffersJobType.PREFIX_ + "name";

    /** A job type and what it says of itself. */
    record Offer(String name, String label, Version version, long bundleId, JobType type) {}

    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final AtomicReference<PluginDoor> door = new AtomicReference<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addJobType(JobType type, Map<String, Object> properties) {
        if (!(properties.get(NAME) instanceof String name) || name.isBlank()) {
            LOG.warn(
                    "a job type without {} is not offered: {}",
                    NAME,
                    type.getClass().getName());
            return;
        }
        try {
            offers.add(new Offer(
                    name,
                    String.valueOf(properties.getOrDefault(OffersJobType.PREFIX_ + "label", name)),
                    Version.parseVersion(
                            String.valueOf(properties.getOrDefault(OffersJobType.PREFIX_ + "version", "1.0.0"))),
                    properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : -1,
                    type));
        } catch (IllegalArgumentException e) {
            LOG.warn("job type {} is not offered: {}", name, e.getMessage());
        }
    }

    void removeJobType(JobType type) {
        offers.removeIf(offer -> offer.type() == type);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addPluginDoor(PluginDoor arrived) {
        door.set(arrived);
    }

    void removePluginDoor(PluginDoor gone) {
        door.compareAndSet(gone, null);
    }

    Optional<Offer> find(String name) {
        return open().stream().filter(offer -> offer.name().equals(name)).max(Comparator.comparing(Offer::version));
    }

    /** One of each name, by name. */
    List<Offer> all() {
        return open().stream()
                .map(Offer::name)
                .distinct()
                .sorted()
                .flatMap(name -> find(name).stream())
                .toList();
    }

    /** For a user who wrote another name. */
    String names() {
        return all().stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    private List<Offer> open() {
        Optional<PluginDoor> asked = Optional.ofNullable(door.get());
        return offers.stream()
                .filter(offer ->
                        asked.map(open -> open.takesNewWork(offer.bundleId())).orElse(true))
                .toList();
    }
}
