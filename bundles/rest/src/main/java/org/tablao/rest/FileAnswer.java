package org.tablao.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tablao.nodeapi.farm.FrameFiles.ServedFile;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Sends a file, or a part of it, or that it has not changed. */
final class FileAnswer {
    private FileAnswer() {}

    /** @param version what the URL says of the bytes: where it is their SHA-256 they may be kept for ever */
    static Response of(ServedFile file, String version, UnaryOperator<String> header) {
        boolean named = !file.sha256().isEmpty();
        String tag = '"' + file.sha256() + '"';
        String caching =
                named && version.equals(file.sha256()) ? "private, max-age=31536000, immutable" : "private, no-cache";
        Response.ResponseBuilder answer =
                named && header.apply(HttpHeaders.IF_NONE_MATCH).contains(tag)
                        ? Response.status(Response.Status.NOT_MODIFIED)
                        : withBytes(file, named ? tag : "", header);
        if (named) {
            answer.header(HttpHeaders.ETAG, tag);
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, caching).build();
    }

    private static Response.ResponseBuilder withBytes(ServedFile file, String tag, UnaryOperator<String> header) {
        long length = length(file.file());
        String ifRange = header.apply("If-Range");
        Optional<ByteRange> part = ifRange.isEmpty() || ifRange.equals(tag)
                ? ByteRange.of(header.apply("Range"), length)
                : Optional.empty();
        ByteRange sent = part.orElse(new ByteRange(0, length - 1));
        StreamingOutput bytes = out -> send(file.file(), sent, out);
        Response.ResponseBuilder answer = Response.status(part.isPresent() ? 206 : 200)
                .entity(bytes)
                .type(file.mediaType())
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, sent.size());
        part.ifPresent(range -> answer.header("Content-Range", range.contentRange(length)));
        return answer;
    }

    private static long length(Path path) {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    Refusal.NOT_FOUND, "The file is not there any more.", "It was moved or deleted on the disk.");
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }

    private static void send(Path path, ByteRange part, OutputStream out) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            WritableByteChannel sink = Channels.newChannel(out);
            long at = part.from();
            while (at <= part.to()) {
                long moved = channel.transferTo(at, part.to() - at + 1, sink);
                if (moved <= 0) {
                    throw new IOException(path + " became shorter while it was sent");
                }
                at += moved;
            }
        }
    }
}
