package org.tablao.thumbnailer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.tablao.pluginapi.image.SourceImage;

/** An image file with its first bytes read. */
record FileImage(Path file, byte[] head, long sizeBytes) implements SourceImage {
    private static final int HEAD_BYTES = 64;

    static FileImage open(Path file, long mostBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is not a file");
        }
        long size = Files.size(file);
        if (size == 0) {
            throw new IOException("it is empty");
        }
        if (size > mostBytes) {
            throw new IOException("it has " + size + " bytes, more than " + mostBytes);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new FileImage(file, in.readNBytes(HEAD_BYTES), size);
        }
    }

    @Override
    public byte[] head() {
        return head.clone();
    }
}
