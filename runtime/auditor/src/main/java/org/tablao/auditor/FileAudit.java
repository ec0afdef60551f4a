package org.tablao.auditor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/** I5: files as their rows say. A later frame may have taken the place of an earlier one; only the last counts. */
final class FileAudit {
    private static final byte[] EXR = {0x76, 0x2f, 0x31, 0x01};

    private final Store store;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    private final Set<Path> folders = new TreeSet<>();

    FileAudit(Store store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    /** Answers the folders that frames were published to. */
    Set<Path> run() throws SQLException {
        store.rows()
                .each(
                        "SELECT path, size_bytes, sha256 FROM frames WHERE status = 'published'"
                                + " ORDER BY rendered_at_millis DESC, job_id DESC, attempt DESC",
                        row -> {
                            if (seen.add(row.getString(1))) {
                                frame(Path.of(row.getString(1)), row.getLong(2), row.getString(3));
                            }
                        });
        store.rows()
                .each(
                        "SELECT thumbnail_path, thumbnail_bytes, thumbnail_sha256 FROM frames WHERE thumbnail = 'made'",
                        row -> whole(
                                store.home().thumbnails().resolve(row.getString(1)), row.getLong(2), row.getString(3)));
        return folders;
    }

    private void frame(Path path, long size, String sha256) {
        if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
            findings.lookedAt("published files in folders that are not seen from here", 1);
            return;
        }
        folders.add(path.getParent());
        findings.lookedAt("published files", 1);
        if (whole(path, size, sha256)) {
            decodes(path);
        }
    }

    private boolean whole(Path path, long size, String sha256) {
        try {
            if (!Files.isRegularFile(path)) {
                wrong(path, "is not there");
            } else if (Files.size(path) != size) {
                wrong(path, "has " + Files.size(path) + " bytes, its row says " + size);
            } else if (!digest(path).equals(sha256)) {
                wrong(path, "has other bytes than its row says");
            } else {
                return true;
            }
        } catch (IOException e) {
            wrong(path, "cannot be read: " + e);
        }
        return false;
    }

    private void decodes(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            boolean decoded =
                    switch (name.substring(name.lastIndexOf('.') + 1)) {
                        case "png", "jpg", "jpeg" -> ImageIO.read(path.toFile()) != null;
                        case "exr" -> startsWith(path, EXR);
                        default -> true;
                    };
            if (!decoded) {
                wrong(path, "is no image");
            }
        } catch (IOException | RuntimeException e) {
            wrong(path, "does not decode: " + e.getMessage());
        }
    }

    private static boolean startsWith(Path path, byte[] magic) throws IOException {
        try (InputStream bytes = Files.newInputStream(path)) {
            return java.util.Arrays.equals(bytes.readNBytes(magic.length), magic);
        }
    }

    private static String digest(Path path) throws IOException {
        try (InputStream bytes = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void wrong(Path path, String what) {
        findings.violation(Invariant.I5, path.toString(), what);
    }
}
