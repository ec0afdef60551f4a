package org.tablao.nodeapi.farm;

import java.util.List;

/**
 * A limit, and what is used of it.
 *
 * @param used by all managers, as they told last
 */
public record LimitView(
        String name, String scope, long amount, String description, long used, List<ManagerUse> managers) {

    /**
     * A manager's part of it.
     *
     * @param manager its name
     * @param granted what it may use
     */
    public record ManagerUse(String managerId, String manager, long granted, long used) {}
}
