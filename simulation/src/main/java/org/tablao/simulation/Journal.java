package org.tablao.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tablao.nodeapi.worker.Report;

/** What a worker has on its disk: reports that are open. */
final class Journal {
    /**
     * A report.
     *
     * @param accepted whether the manager said that the files are to be published
     * @param folder of the attempt's own files
     */
    record Entry(String leaseId, boolean accepted, Report report, String folder) {
        Entry asAccepted() {
            return new Entry(leaseId, true, report, folder);
        }
    }

    final Map<String, Entry> entries = new LinkedHashMap<>();

    void write(Entry entry) {
        entries.put(entry.leaseId(), entry);
    }

    void remove(String leaseId) {
        entries.remove(leaseId);
    }
}
