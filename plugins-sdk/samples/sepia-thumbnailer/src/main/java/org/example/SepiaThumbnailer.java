package org.example;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.image.SourceImage;
import org.tablao.pluginapi.image.Thumbnail;
import org.tablao.pluginapi.image.ThumbnailRequest;
import org.tablao.pluginapi.image.Thumbnailer;

/** Thumbnails of PNG frames in the tones of an old photograph. Its ranking puts it before the built-in thumbnailer. */
@Component(property = "service.ranking:Integer=10")
public final class SepiaThumbnailer implements Thumbnailer {
    @Override
    public boolean reads(SourceImage image) {
        byte[] head = image.head();
        return head.length > 4 && (head[0] & 0xff) == 0x89 && head[1] == 'P' && head[2] == 'N' && head[3] == 'G';
    }

    @Override
    public Thumbnail make(SourceImage image, ThumbnailRequest request) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(image.file().toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > request.mostPixels()) {
                    throw new IOException("it has " + width + " × " + height + " pixels");
                }
                return Thumbnail.jpeg(jpeg(sepia(smaller(reader.read(0), request.width()))), width, height);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage smaller(BufferedImage source, int wanted) {
        int width = Math.min(wanted, source.getWidth());
        int height = Math.max(1, source.getHeight() * width / source.getWidth());
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(source, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static BufferedImage sepia(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int grey = ((rgb >> 16 & 0xff) * 30 + (rgb >> 8 & 0xff) * 59 + (rgb & 0xff) * 11) / 100;
                image.setRGB(x, y, Math.min(255, grey + 40) << 16 | grey << 8 | Math.max(0, grey - 40));
            }
        }
        return image;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
