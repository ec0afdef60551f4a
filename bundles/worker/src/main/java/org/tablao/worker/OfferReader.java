package org.tablao.worker;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HostResources;

/** Makes of the configuration what this worker offers. What is malformed is left out, and said. */
final class OfferReader {
    static final String TAGS = "org.tablao.tag";

    private static final Logger LOG = LoggerFactory.getLogger(OfferReader.class);

    private OfferReader() {}

    static NodeOffer read(WorkerNode.Config config, List<Gpu> gpus) {
        List<Capability> tags = Stream.of(config.tags())
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .map(tag -> new Capability(TAGS, Map.of("tag", tag)))
                .toList();
        long memory = config.memory_megabytes() > 0 ? config.memory_megabytes() << 20 : memoryOfHost();
        return new NodeOffer(
                config.slots(), config.ahead(), tags, new HostResources(memory, gpus, amounts(config.amounts())));
    }

    static Map<String, Long> amounts(String[] texts) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        List<String> malformed = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String number = text.substring(equals + 1).strip();
            if (equals > 0 && number.matches("\\d{1,15}")) {
                amounts.put(text.substring(0, equals).strip(), Long.parseLong(number));
            } else if (!text.isBlank()) {
                malformed.add(text);
            }
        }
        malformed.forEach(text -> LOG.error("amounts has '{}', which is not written as name=number: left out", text));
        return amounts;
    }

    /** By name: the interface that has it is no part of Java's own packages. 0 where the JVM does not tell. */
    private static long memoryOfHost() {
        try {
            Object size = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize");
            return size instanceof Long bytes ? bytes : 0;
        } catch (JMException e) {
            LOG.warn("the host's memory is not known, it is not counted: {}", e.toString());
            return 0;
        }
    }
}
