package org.tablao.handshake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which folder on which host since when: what no copy of a home shares with it, be it a copied folder or the image of a disk. A
 * start at the place of the one before is the next start of that home, whose lock says that the one before has ended.
 */
final class Place {
    private static final Path HOST_SINCE = Path.of("/proc/sys/kernel/random/boot_id");
    private static final char END = '.';

    private Place() {}

    /** A boot nonce that begins with the place; without one where the host does not tell. */
    static String nonceAt(Path folder) {
        try {
            Files.createDirectories(folder);
            Object file =
                    Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            return file == null
                    ? Secrets.token()
                    : digest(file + " " + Files.readString(HOST_SINCE).strip()) + END + Secrets.token();
        } catch (IOException e) {
            return Secrets.token();
        }
    }

    /** Whether two boot nonces were made at the same place. */
    static boolean isSame(String one, String other) {
        int end = one.indexOf(END);
        return end > 0 && other.startsWith(one.substring(0, end + 1));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
