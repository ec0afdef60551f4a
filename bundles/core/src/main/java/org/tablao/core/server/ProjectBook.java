package org.tablao.core.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.ShotRow;

/** Projects and their shots. A name is one thing whatever its case: two people mean the same shot by it. */
public final class ProjectBook {
    private record ShotName(String projectId, String name) {}

    private final Map<String, ProjectRow> projects = new TreeMap<>();
    private final Map<String, ProjectRow> projectsByName = new HashMap<>();
    private final Map<String, Integer> shotCounts = new HashMap<>();
    private final TreeMap<String, ShotEntry> shots = new TreeMap<>();
    private final Map<ShotName, ShotEntry> shotsByName = new HashMap<>();

    ProjectBook() {}

    public List<ProjectRow> projects() {
        return List.copyOf(projects.values());
    }

    public int shotsOf(String projectId) {
        return shotCounts.getOrDefault(projectId, 0);
    }

    public Optional<ProjectRow> project(String id) {
        return Optional.ofNullable(projects.get(id));
    }

    /** By id or by name. */
    public Optional<ProjectRow> findProject(String idOrName) {
        return project(idOrName).or(() -> Optional.ofNullable(projectsByName.get(key(idOrName))));
    }

    public Optional<ShotEntry> shot(String id) {
        return Optional.ofNullable(shots.get(id));
    }

    public Collection<ShotEntry> shots() {
        return shots.values();
    }

    /** Newest first. */
    public NavigableMap<String, ShotEntry> newestShots() {
        return shots.descendingMap();
    }

    public String projectName(String id) {
        return project(id).map(ProjectRow::name).orElse("");
    }

    public String shotName(String id) {
        return shot(id).map(shot -> shot.row().name()).orElse("");
    }

    void load(ProjectRow row) {
        projects.put(row.id(), row);
        projectsByName.put(key(row.name()), row);
    }

    ShotEntry load(ShotRow row) {
        ShotEntry shot = new ShotEntry(row);
        shots.put(row.id(), shot);
        shotsByName.put(new ShotName(row.projectId(), key(row.name())), shot);
        shotCounts.merge(row.projectId(), 1, Integer::sum);
        return shot;
    }

    ProjectRow ensureProject(Turn turn, String name, Supplier<String> ids, long nowMillis) {
        ProjectRow known = projectsByName.get(key(name));
        if (known != null) {
            return known;
        }
        ProjectRow row = new ProjectRow(ids.get(), name, nowMillis);
        turn.insert(row);
        load(row);
        return row;
    }

    ShotEntry ensureShot(Turn turn, String projectId, String name, Supplier<String> ids, long nowMillis) {
        ShotEntry known = shotsByName.get(new ShotName(projectId, key(name)));
        if (known != null) {
            return known;
        }
        ShotRow row = new ShotRow(ids.get(), projectId, name, nowMillis);
        turn.insert(row);
        return load(row);
    }

    private static String key(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}
