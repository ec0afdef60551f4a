package org.tablao.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The file system that workers and managers share: paths, what is there, and who put it there. */
final class SharedFiles {
    /**
     * What a file holds.
     *
     * @param attempt id of the attempt that wrote it
     */
    record Content(String attempt, String sha256) {}

    /** Is told of each file that gets a final name. */
    interface Watcher {
        void placed(String who, String target, Content content);
    }

    private final TreeMap<String, Content> files = new TreeMap<>();
    private final Watcher watcher;

    SharedFiles(Watcher watcher) {
        this.watcher = watcher;
    }

    void write(String path, Content content) {
        files.put(path, content);
    }

    Optional<Content> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    boolean holds(String path, String sha256) {
        return read(path).filter(content -> content.sha256.equals(sha256)).isPresent();
    }

    /** Atomic; answers whether there was something to rename. */
    boolean rename(String who, String from, String to) {
        Content content = files.remove(from);
        if (content == null) {
            return false;
        }
        files.put(to, content);
        watcher.placed(who, to, content);
        return true;
    }

    /** Removes all below a folder. */
    void removeBelow(String folder) {
        files.subMap(folder + "/", folder + "0").clear();
    }

    Map<String, Content> all() {
        return files;
    }
}
