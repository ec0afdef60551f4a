package org.tablao.thumbnailer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.image.SourceImage;
import org.tablao.pluginapi.image.Thumbnail;
import org.tablao.pluginapi.image.ThumbnailRequest;
import org.tablao.pluginapi.image.Thumbnailer;

/** Reads what the JDK's ImageIO reads: PNG, JPEG, TIFF, BMP, GIF, in 8 and 16 bits. */
@Component(property = "service.ranking:Integer=-100")
public final class ImageIoThumbnailer implements Thumbnailer {
    @Override
    public boolean reads(SourceImage image) {
        try (ImageInputStream head = new MemoryCacheImageInputStream(new java.io.ByteArrayInputStream(image.head()))) {
            return ImageIO.getImageReaders(head).hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Thumbnail make(SourceImage image, ThumbnailRequest request) throws IOException {
        try (ImageInputStream input =
                ImageIO.createImageInputStream(image.file().toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("no reader knows its format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return make(reader, request);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException("it is damaged: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Thumbnail make(ImageReader reader, ThumbnailRequest request) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > request.mostPixels()) {
            throw new IOException("it has " + width + " × " + height + " pixels, more than " + request.mostPixels());
        }
        BufferedImage small = AreaScaler.scale(reader.read(0), request.width());
        boolean transparent = Encoder.hasTransparentPixel(small);
        return transparent
                ? Thumbnail.png(Encoder.png(small), width, height)
                : Thumbnail.jpeg(Encoder.jpeg(small), width, height);
    }
}
