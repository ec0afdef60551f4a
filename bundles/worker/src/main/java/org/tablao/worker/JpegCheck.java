package org.tablao.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Whether a JPEG is whole: decodes all of it, into an image that is never large. */
final class JpegCheck {
    private static final int LARGE = 1024;

    private JpegCheck() {}

    static ImageSize check(Path path) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        if (!readers.hasNext()) {
            return ImageSize.UNKNOWN;
        }
        ImageReader reader = readers.next();
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream stream = ImageIO.createImageInputStream(path.toFile())) {
            reader.setInput(stream, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            ImageSize size = new ImageSize(reader.getWidth(0), reader.getHeight(0));
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(size.width(), size.height()) / LARGE);
            parameters.setSourceSubsampling(step, step, 0, 0);
            reader.read(0, parameters);
            if (!warnings.isEmpty()) {
                throw new BadImage("is damaged: " + warnings.get(0));
            }
            return size;
        } catch (BadImage e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new BadImage("is damaged: " + e.getMessage());
        } finally {
            reader.dispose();
        }
    }
}
