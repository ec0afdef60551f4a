package org.tablao.worker;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tablao.nodeapi.worker.HostResources;

/** Lets a program see the graphics devices of its attempt and no others. */
final class Devices {
    /** An index that no driver has: it hides all. */
    private static final String NONE = "-1";

    private Devices() {}

    /** Variables that pin a program to these devices. Nothing where the host has none to give. */
    static Map<String, String> environment(HostResources host, List<Integer> gpus) {
        if (host.gpus().isEmpty() && gpus.isEmpty()) {
            return Map.of();
        }
        String own = gpus.isEmpty() ? NONE : gpus.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Map.of(
                "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
                "CUDA_VISIBLE_DEVICES", own,
                "HIP_VISIBLE_DEVICES", own,
                "ROCR_VISIBLE_DEVICES", own,
                "TABLAO_GPUS", gpus.isEmpty() ? "" : own);
    }
}
