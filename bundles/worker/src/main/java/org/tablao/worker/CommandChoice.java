package org.tablao.worker;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.tablao.nodeapi.plan.PlannedCommand;

/** Which of the offered commands a task gets. */
final class CommandChoice {
    /**
     * An offer.
     *
     * @param source what it is taken from
     */
    record Offer<T>(String name, Version version, T source) {}

    private CommandChoice() {}

    /** Those that fit, the best first: one may be gone when it is taken. */
    static <T> List<Offer<T>> fitting(Collection<Offer<T>> offers, PlannedCommand wanted) {
        VersionRange range = VersionRange.valueOf(wanted.range());
        return offers.stream()
                .filter(offer -> offer.name().equals(wanted.name()) && range.includes(offer.version()))
                .sorted(Comparator.comparing((Offer<T> offer) -> offer.version())
                        .reversed())
                .toList();
    }
}
