package org.tablao.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.server.FrameId;
import org.tablao.nodeapi.farm.FrameFiles;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.paths.RefusedPath;
import org.tablao.paths.RootedPaths;

/** Finds the files of frames; their paths come from rows alone. */
@Component
public final class ServedFrames implements FrameFiles {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "exr", "image/x-exr",
            "tif", "image/tiff",
            "tiff", "image/tiff",
            "webp", "image/webp",
            "bmp", "image/bmp");

    private final ServerRoom room;
    private final Path thumbnails;

    @Activate
    public ServedFrames(@Reference ServerRoom room, @Reference NodeInfo node) {
        this.room = room;
        this.thumbnails = ThumbnailFiles.folder(node);
    }

    @Override
    public CompletionStage<ServedFile> thumbnail(String frameId) {
        return Answers.of(() -> {
            FrameId id = Answers.id("frame", frameId, FrameId::parse);
            return room.read(store -> thumbnail(find(store, id)));
        });
    }

    @Override
    public CompletionStage<ServedFile> image(String frameId) {
        return Answers.of(() -> {
            FrameId id = Answers.id("frame", frameId, FrameId::parse);
            return room.read(store -> image(find(store, id)));
        });
    }

    private static FrameRow find(Store store, FrameId id) throws StoreException {
        return store.frame(id.jobId(), id.ordinal()).orElseThrow(() -> Answers.notFound("frame", id.toString()));
    }

    private ServedFile thumbnail(FrameRow row) {
        if (!row.thumbnail().equals("made")) {
            throw Answers.notFound("thumbnail of frame", FrameId.of(row).toString());
        }
        try {
            Path file = new RootedPaths(thumbnails).resolve(row.thumbnailPath());
            return served(row, "thumbnail", file, row.thumbnailType(), row.thumbnailSha256());
        } catch (RefusedPath | IOException e) {
            throw Answers.notFound("thumbnail of frame", FrameId.of(row).toString());
        }
    }

    private static ServedFile image(FrameRow row) {
        String name = row.path().toLowerCase(Locale.ROOT);
        String type = MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return served(row, "image", Path.of(row.path()), type, row.sha256());
    }

    private static ServedFile served(FrameRow row, String what, Path file, String mediaType, String sha256) {
        if (!file.isAbsolute() || !Files.isRegularFile(file)) {
            throw Answers.notFound(what + " of frame", FrameId.of(row).toString());
        }
        return new ServedFile(file, mediaType, sha256);
    }
}
