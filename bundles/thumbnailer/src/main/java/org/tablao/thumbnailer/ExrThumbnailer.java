package org.tablao.thumbnailer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.image.SourceImage;
import org.tablao.pluginapi.image.Thumbnail;
import org.tablao.pluginapi.image.ThumbnailRequest;
import org.tablao.pluginapi.image.Thumbnailer;

/** Reads OpenEXR: images of one part, in half and float, stored in lines or tiles, uncompressed or by RLE, ZIP, ZIPS, PIZ. */
@Component(property = "service.ranking:Integer=-100")
public final class ExrThumbnailer implements Thumbnailer {
    /** Frames of 16,000 pixels with fifty layers stay far below. */
    private static final long MOST_BYTES_OF_BAND = 1 << 28;

    @Override
    public boolean reads(SourceImage image) {
        return ExrHeader.begins(image.head());
    }

    @Override
    public Thumbnail make(SourceImage image, ThumbnailRequest request) throws IOException {
        try (FileChannel file = FileChannel.open(image.file(), StandardOpenOption.READ)) {
            ExrHeader header = header(file);
            refuseTooLarge(header, request.mostPixels());
            ExrLayer layer = ExrLayer.of(header.channels());
            try (ExrPixels pixels = new ExrPixels(file, header)) {
                ExrWindow frame = header.frame();
                BufferedImage small = LinearLight.scale(
                        new ExrFrame(header, layer, pixels), frame.width(), frame.height(), request.width());
                return Encoder.hasTransparentPixel(small)
                        ? Thumbnail.png(Encoder.png(small), frame.width(), frame.height())
                        : Thumbnail.jpeg(Encoder.jpeg(small), frame.width(), frame.height());
            }
        } catch (LinkageError e) {
            String host = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            throw new IOException("OpenEXR is not read on " + host + ": " + e.getMessage(), e);
        }
    }

    private static ExrHeader header(FileChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(file.size(), ExrHeader.LONGEST));
        for (int count = 0; head.hasRemaining() && count >= 0; ) {
            count = file.read(head, head.position());
        }
        return ExrHeader.read(head.flip());
    }

    private static void refuseTooLarge(ExrHeader header, long mostPixels) throws IOException {
        for (ExrWindow window : new ExrWindow[] {header.data(), header.frame()}) {
            if (window.pixels() > mostPixels) {
                throw new IOException(
                        "it has " + window.width() + " × " + window.height() + " pixels, more than " + mostPixels);
            }
        }
        if (header.bytesOfBand() > MOST_BYTES_OF_BAND) {
            throw new IOException(
                    "it needs " + header.bytesOfBand() + " bytes at once, more than " + MOST_BYTES_OF_BAND);
        }
    }
}
