package org.tablao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** {@code tablao frame …}. */
final class FrameCommands {
    private final Session session;

    FrameCommands(Session session) {
        this.session = session;
    }

    ExitCode run(String verb, Arguments arguments) throws CliException {
        return switch (verb) {
            case "list" -> list(arguments);
            case "get" -> get(arguments);
            default -> throw CliException.usage("tablao frame has no verb \"" + verb + "\"");
        };
    }

    private ExitCode list(Arguments arguments) throws CliException {
        String query = Server.query(
                "shot", arguments.option("--shot", ""),
                "job", arguments.option("--job", ""),
                "layer", arguments.option("--layer", ""),
                "status", arguments.option("--status", ""),
                "from", arguments.option("--from", ""),
                "to", arguments.option("--to", ""),
                "sort", arguments.option("--sort", ""),
                "cursor", arguments.option("--cursor", ""),
                "limit", arguments.option("--limit", ""));
        arguments.checkAllTaken();
        session.output().list(session.server().get("/frames" + query), Show.FRAMES);
        return ExitCode.DONE;
    }

    private ExitCode get(Arguments arguments) throws CliException {
        String id = arguments.word("The frame's id");
        boolean thumbnail = arguments.flag("--thumbnail");
        boolean replaces = arguments.flag("--yes");
        String to = arguments.option("--to", "");
        arguments.checkAllTaken();
        Doc frame = session.server().get("/frames/" + Server.encode(id));
        String what = "/frames/" + Server.encode(id) + (thumbnail ? "/thumbnail" : "/image");
        Path file = session.folder().resolve(to.isEmpty() ? name(frame, thumbnail) : to);
        try (InputStream bytes = session.server().open(what, Map.of())) {
            if (replaces) {
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.copy(bytes, file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new CliException(
                    ExitCode.REFUSED, file + " exists already", "  Name another with --to, or say --yes to replace it");
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, file + " cannot be written: " + e.getMessage());
        }
        session.output().line(frame, file.toString());
        return ExitCode.DONE;
    }

    /** The last name of the frame's path, which came from elsewhere: no folders. */
    private static String name(Doc frame, boolean thumbnail) {
        String path = frame.text("path").replace('\\', '/');
        String name = path.substring(path.lastIndexOf('/') + 1);
        String safe = name.isEmpty() || name.startsWith(".") ? frame.text("id") : name;
        String ending = frame.text("thumbnailType").endsWith("png") ? ".png" : ".jpg";
        return thumbnail ? safe.replaceFirst("\\.[^.]*$", "") + "_thumbnail" + ending : safe;
    }
}
