package org.tablao.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;

/** Whether a produced file is there and whole, before anybody hears of it; and on the disk, before it is accepted. */
final class OutputCheck {
    private static final long FULL_BELOW = 64 * 1024;

    /** Why a file is not taken. */
    static final class NotWhole extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        NotWhole(Outcome outcome) {
            super(outcome.reason());
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    private OutputCheck() {}

    static ReportedFile check(ProducedFile file) throws NotWhole {
        Path pending = file.pending();
        try {
            if (!Files.isRegularFile(pending)) {
                throw new BadImage("is not there");
            }
            if (Files.size(pending) == 0) {
                throw new BadImage("is empty");
            }
            ImageSize size = file.number().isPresent() ? image(pending) : ImageSize.UNKNOWN;
            String sha256 = Checksum.of(pending);
            Journal.sync(pending);
            return new ReportedFile(
                    file.number().isPresent(),
                    file.layer().orElse(""),
                    file.number().orElse(0),
                    pending.toString(),
                    file.target().toString(),
                    Files.size(pending),
                    sha256,
                    size.width(),
                    size.height(),
                    file.statistics());
        } catch (BadImage e) {
            throw new NotWhole(
                    isFull(pending)
                            ? diskFull(pending)
                            : Outcome.of(
                                    OutcomeClass.BAD_OUTPUT, pending.getFileName() + " " + e.getMessage() + ".", ""));
        } catch (IOException e) {
            throw new NotWhole(failed(e, pending));
        }
    }

    /** What an exception while writing means. */
    static Outcome failed(IOException problem, Path where) {
        return String.valueOf(problem.getMessage()).contains("No space left on device") || isFull(where)
                ? diskFull(where)
                : Outcome.of(OutcomeClass.BAD_OUTPUT, "Files could not be written or read: " + problem + ".", "");
    }

    private static ImageSize image(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "png" -> {
                try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
                    yield PngCheck.check(stream);
                }
            }
            case "jpg", "jpeg" -> JpegCheck.check(file);
            case "exr" -> ExrCheck.check(file);
            default -> ImageSize.UNKNOWN;
        };
    }

    private static Outcome diskFull(Path where) {
        return Outcome.of(
                OutcomeClass.BAD_OUTPUT,
                "The output disk is full: no space is left at " + where.getParent() + ".",
                "Free some space there, then run the task again.");
    }

    private static boolean isFull(Path where) {
        try {
            return Files.getFileStore(where.getParent()).getUsableSpace() < FULL_BELOW;
        } catch (IOException e) {
            return false;
        }
    }
}
