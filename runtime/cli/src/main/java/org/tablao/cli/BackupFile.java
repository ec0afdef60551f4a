package org.tablao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A backup of a store, as far as the client understands it: whole or not.
 *
 * @param madeAt as the manifest has it
 * @param rows of all tables
 */
record BackupFile(String madeAt, long rows) {
    private static final String MANIFEST = "manifest.json";

    /** Reads it to its end and compares what it says of itself. */
    static BackupFile check(Path file) throws CliException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                throw broken(file, "it has no " + MANIFEST);
            }
            Doc manifest = Json.read(zip.getInputStream(entry));
            long rows = 0;
            for (Map.Entry<?, ?> table : tables(manifest).entrySet()) {
                Doc told = new Doc(table.getValue());
                if (!sha256(zip, table.getKey() + ".jsonl").equals(told.text("sha256"))) {
                    throw broken(file, "its table " + table.getKey() + " is not as it was written");
                }
                rows += told.whole("rows");
            }
            return new BackupFile(manifest.text("madeAt"), rows);
        } catch (ZipException | com.fasterxml.jackson.core.JacksonException e) {
            throw broken(file, "it is cut off, or no backup");
        } catch (IOException e) {
            throw new CliException(ExitCode.REFUSED, file + " cannot be read: " + e.getMessage());
        }
    }

    private static Map<?, ?> tables(Doc manifest) {
        return manifest.at("tables").value() instanceof Map<?, ?> tables ? tables : Map.of();
    }

    private static String sha256(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    private static CliException broken(Path file, String why) {
        return new CliException(ExitCode.REFUSED, file + " cannot be restored: " + why);
    }
}
