package org.tablao.nodeapi.worker;

import java.util.Map;

/**
 * A file that waits for publication.
 *
 * @param frame whether it is a frame; layer and number count only then
 * @param pendingPath where it is, absolute
 * @param targetPath where it goes, absolute
 * @param width pixels; 0 when not known
 * @param statistics {@code engine}, {@code engineVersion}, {@code renderSeconds}, {@code peakMemoryBytes}, …
 */
public record ReportedFile(
        boolean frame,
        String layer,
        int number,
        String pendingPath,
        String targetPath,
        long sizeBytes,
        String sha256,
        int width,
        int height,
        Map<String, String> statistics) {}
