package org.tablao.paths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Resolves what a user calls a path under a root: the only class that does. What it answers lies under the root, also after
 * every link on the way was followed; it need not exist.
 *
 * <p>Whoever can change folders under the root can change them after the answer: a root belongs to the farm alone.
 */
public final class RootedPaths {
    private static final Set<String> DEVICES = Set.of(
            "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1",
            "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

    private final Path root;

    /** @param root an absolute folder that exists */
    public RootedPaths(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * The place that a user's path means.
     *
     * @param path relative to the root with {@code /} between its parts, or absolute and under it
     * @throws RefusedPath when it is empty, leads out of the root, by {@code ..} or by a link, or has a part that some
     *     system of the farm could not keep or would take for something else
     */
    public Path resolve(String path) throws RefusedPath, IOException {
        if (path.isEmpty()) {
            throw new RefusedPath(path, "is empty");
        }
        String relative = path;
        if (path.startsWith("/")) {
            String prefix = root + "/";
            if (!path.startsWith(prefix)) {
                throw new RefusedPath(path, "is not under " + root);
            }
            relative = path.substring(prefix.length());
        }
        Path place = root;
        for (String part : relative.split("/", -1)) {
            checkPart(path, part);
            place = place.resolve(part);
        }
        if (!real(place).startsWith(root)) {
            throw new RefusedPath(path, "leads out of " + root + " by a link");
        }
        return place;
    }

    /** The root, links followed. */
    public Path root() {
        return root;
    }

    private static void checkPart(String path, String part) throws RefusedPath {
        if (part.isEmpty()) {
            throw new RefusedPath(path, "has an empty part");
        }
        if (part.equals("..") || part.equals(".")) {
            throw new RefusedPath(path, "has a part '" + part + "'");
        }
        if (part.chars().anyMatch(c -> c < ' ' || c == 127 || "\\:*?\"<>|".indexOf(c) >= 0)) {
            throw new RefusedPath(path, "has a character that not every system allows in a name");
        }
        if (part.endsWith(".") || part.endsWith(" ")) {
            throw new RefusedPath(path, "has a part that ends in a dot or a space");
        }
        int dot = part.indexOf('.');
        String stem = dot < 0 ? part : part.substring(0, dot);
        if (DEVICES.contains(stem.strip().toUpperCase(Locale.ROOT))) {
            throw new RefusedPath(path, "has a part '" + part + "', which is a device on Windows");
        }
    }

    /** The longest existing beginning with its links followed, and the rest as it is. A dangling link leads nowhere good. */
    private static Path real(Path place) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return Files.exists(place) ? place.toRealPath() : Path.of("/");
        }
        return real(place.getParent()).resolve(place.getFileName());
    }
}
