package org.tablao.dashboardweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * All files of the client. What is asked for is looked up among them and is never taken for a path, so there is no way out of the
 * folder.
 */
final class WebFiles {
    private static final String FOLDER = "/web";
    private static final String START = "/index.html";
    /** Others answer here; a page in their place would hide that they are not there. */
    private static final List<String> NOT_OURS = List.of("/api", "/node", "/system");

    private final Map<String, WebFile> files;

    WebFiles(Map<String, WebFile> files) {
        this.files = Map.copyOf(files);
    }

    static WebFiles of(Bundle bundle) {
        Map<String, WebFile> files = new HashMap<>();
        Enumeration<URL> found = bundle.findEntries(FOLDER, "*", true);
        for (URL entry : found == null ? List.<URL>of() : Collections.list(found)) {
            String path = entry.getPath().substring(FOLDER.length());
            if (!path.endsWith("/")) {
                files.put(path, WebFile.of(path, read(entry)));
            }
        }
        return new WebFiles(files);
    }

    /** The file at the path; the client itself for a page of it, as it finds its way by the address. */
    Optional<WebFile> at(String path) {
        if (NOT_OURS.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"))) {
            return Optional.empty();
        }
        String lastName = path.substring(path.lastIndexOf('/') + 1);
        return Stream.of(path, lastName.contains(".") ? path : START)
                .map(files::get)
                .filter(file -> file != null)
                .findFirst();
    }

    private static byte[] read(URL entry) {
        try (InputStream in = entry.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + entry + " of the bundle", e);
        }
    }
}
