package org.tablao.paths;

/** A path that is not taken; the text can follow the word "path": {@code '../x' leads out of its folder}. */
public final class RefusedPath extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedPath(String path, String reason) {
        super("'" + printable(path) + "' " + reason);
    }

    private static String printable(String path) {
        String text = path.length() > 200 ? path.substring(0, 200) + "…" : path;
        return text.chars()
                .mapToObj(c -> c < ' ' || c == 127 ? String.format("\\x%02x", c) : String.valueOf((char) c))
                .collect(java.util.stream.Collectors.joining());
    }
}
