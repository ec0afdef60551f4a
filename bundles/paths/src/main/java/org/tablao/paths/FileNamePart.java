package org.tablao.paths;

import java.text.Normalizer;

/** Makes a part of a file's name of what an artist called something. */
public final class FileNamePart {
    private static final int LONGEST = 60;

    private FileNamePart() {}

    /** Letters, digits, {@code _} and {@code -}; never empty. Two names may give the same part: the caller numbers them. */
    public static String of(String name) {
        String part = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[^\\p{L}\\p{N}_-]+", "_")
                .replaceAll("^[_-]+|_+$", "");
        String cut = part.length() <= LONGEST ? part : part.substring(0, part.offsetByCodePoints(0, LONGEST));
        return cut.isEmpty() ? "layer" : cut;
    }
}
