package org.tablao.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.worker.Report;

/**
 * What must be finished even when this process dies: reports with files whose answer, renaming or confirmation is open. One
 * file each; it is whole or not there. Any thread.
 */
final class Journal {
    /**
     * An open report.
     *
     * @param accepted whether the manager said that the files are to be published
     * @param folders beside the targets, to be removed
     */
    record Entry(String leaseId, boolean accepted, Report report, List<String> folders) {
        Entry asAccepted() {
            return new Entry(leaseId, true, report, folders);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    Journal(Path folder) {
        this.folder = folder;
    }

    void write(Entry entry) throws IOException {
        Files.createDirectories(folder);
        Path file = file(entry.leaseId());
        Path next = folder.resolve(entry.leaseId() + ".next");
        Files.write(next, JSON.writeValueAsBytes(entry));
        sync(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    void remove(String leaseId) {
        try {
            Files.deleteIfExists(file(leaseId));
        } catch (IOException e) {
            LOG.warn("the journal of {} cannot be removed: {}", leaseId, e.toString());
        }
    }

    /** Those of an earlier process. One that cannot be read is named and left alone. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                read(file, entries);
            }
        } catch (IOException e) {
            LOG.error("the journal {} cannot be listed", folder, e);
        }
        return entries;
    }

    /** A file's content, or a folder's entries, are on the disk when this returns. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void read(Path file, List<Entry> entries) {
        try {
            entries.add(JSON.readValue(file.toFile(), Entry.class));
        } catch (IOException e) {
            LOG.error("{} in the journal cannot be read, its files stay where they are: {}", file, e.toString());
        }
    }

    private Path file(String leaseId) {
        return folder.resolve(leaseId + ".json");
    }
}
