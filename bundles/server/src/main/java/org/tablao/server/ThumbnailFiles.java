package org.tablao.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.tablao.core.server.FrameRows;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.thumbnail.ThumbnailStudio;
import org.tablao.paths.RefusedPath;
import org.tablao.paths.RootedPaths;
import org.tablao.pluginapi.image.Thumbnail;

/** Makes the thumbnails of a frame and keeps them: {@code <shot id>/<frame name>_thumbnail.jpg}, or png. Blocks. */
final class ThumbnailFiles {
    private static final int WIDTH = 320;
    private static final int LARGE_WIDTH = 1280;

    private final Path folder;

    ThumbnailFiles(Path folder) {
        this.folder = folder;
    }

    static Path folder(NodeInfo node) {
        return node.data().resolve("thumbnails");
    }

    /** The frame's row with its thumbnail. */
    FrameRow make(FrameRow frame, ThumbnailStudio studio) throws IOException {
        Path image = Path.of(frame.path());
        if (!Files.isRegularFile(image)) {
            throw new IOException("the server does not see " + image);
        }
        Thumbnail small = studio.make(image, WIDTH);
        Thumbnail large = studio.make(image, LARGE_WIDTH);
        keep(frame, "_1280", large);
        String path = keep(frame, "", small);
        byte[] bytes = small.bytes();
        return FrameRows.withThumbnail(
                frame,
                "made",
                path,
                small.mediaType(),
                Json.sha256(bytes),
                bytes.length,
                small.sourceWidth(),
                small.sourceHeight());
    }

    static FrameRow failed(FrameRow frame) {
        return FrameRows.withThumbnail(frame, "failed", "", "", "", 0, 0, 0);
    }

    private String keep(FrameRow frame, String suffix, Thumbnail thumbnail) throws IOException {
        String extension = thumbnail.transparent() ? ".png" : ".jpg";
        String path = frame.shotId() + "/" + frame.name() + "_thumbnail" + suffix + extension;
        try {
            Path target = new RootedPaths(Files.createDirectories(folder)).resolve(path);
            Files.createDirectories(target.getParent());
            Path whole = target.resolveSibling(target.getFileName() + ".tmp");
            Files.write(whole, thumbnail.bytes());
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return path;
        } catch (RefusedPath e) {
            throw new IOException("the thumbnail's path " + e.getMessage(), e);
        }
    }
}
