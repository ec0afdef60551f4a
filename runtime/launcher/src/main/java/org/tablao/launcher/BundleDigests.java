package org.tablao.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * The digest of what a bundle holds now, whatever its location claims: an update through a shell or a console
 * changes the bytes and keeps the location.
 *
 * <p>Read from the framework's own copy, whose layout ({@code bundle<id>/version<revision>/bundle.jar}) is Felix's; a
 * copy in another layout has no digest and is thereby not accepted.
 */
final class BundleDigests {

    private static final String FILE = "digests";
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) ([0-9a-f]{64})");

    private record Revision(long bundle, long modified) {}

    private final Path cache;
    private final Map<Revision, String> known = new ConcurrentHashMap<>();

    BundleDigests(Path cache) {
        this.cache = cache;
        load();
    }

    /**
     * Keeps what is known for the next boot, beside the copies that it speaks of: whoever can change the one can change the
     * other. A fifth of a second of a start goes into hashing otherwise.
     */
    void save() {
        String lines = known.entrySet().stream()
                .map(entry -> entry.getKey().bundle() + " " + entry.getKey().modified() + " " + entry.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
        try {
            Files.writeString(cache.resolve(FILE), lines);
        } catch (IOException e) {
            // The next boot computes them again.
            known.clear();
        }
    }

    private void load() {
        try {
            for (String line : Files.readAllLines(cache.resolve(FILE))) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    known.put(
                            new Revision(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))),
                            matcher.group(3));
                }
            }
        } catch (IOException e) {
            // The first boot: nothing is known.
            known.clear();
        }
    }

    /** Empty where the bytes cannot be found. */
    Optional<String> of(Bundle bundle) {
        Revision revision = revision(bundle);
        String digest = known.computeIfAbsent(revision, key -> read(bundle));
        return Optional.of(digest).filter(text -> !text.isEmpty());
    }

    /** Tells what an installer computed while it copied the bytes. */
    void tell(Bundle bundle, String digest) {
        known.put(revision(bundle), digest);
    }

    private static Revision revision(Bundle bundle) {
        return new Revision(bundle.getBundleId(), bundle.getLastModified());
    }

    private String read(Bundle bundle) {
        Path folder = cache.resolve("bundle" + bundle.getBundleId());
        try (Stream<Path> revisions = Files.list(folder)) {
            Optional<Path> newest = revisions
                    .filter(path -> path.getFileName().toString().startsWith("version"))
                    .max(Comparator.comparing(BundleDigests::revisionNumber));
            return newest.isPresent() ? of(newest.get().resolve("bundle.jar")) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** {@code version0.12} is the twelfth update since the last refresh. */
    private static long revisionNumber(Path folder) {
        String[] numbers =
                folder.getFileName().toString().substring("version".length()).split("\\.", 2);
        return Long.parseLong(numbers[0]) * 1_000_000 + (numbers.length > 1 ? Long.parseLong(numbers[1]) : 0);
    }

    static String of(Path file) throws IOException {
        try (DigestInputStream in = reading(Files.newInputStream(file))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return hex(in);
        }
    }

    static DigestInputStream reading(InputStream in) {
        try {
            return new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(DigestInputStream in) {
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
}
