package org.tablao.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.RunningProgram;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.schema.FrameRange;
import org.tablao.pluginapi.schema.Values;

/** What one command of an attempt sees. */
final class AttemptContext implements TaskContext {
    /** Which command of how many, from 0. */
    record Place(int index, int of) {}

    private final Attempt attempt;
    private final Values parameters;
    private final Place place;
    private final Consumer<ProducedFile> produced;

    AttemptContext(Attempt attempt, Values parameters, Place place, Consumer<ProducedFile> produced) {
        this.attempt = attempt;
        this.parameters = parameters;
        this.place = place;
        this.produced = produced;
    }

    @Override
    public String attemptId() {
        return attempt.id();
    }

    @Override
    public Values parameters() {
        return parameters;
    }

    @Override
    public Path scratch() {
        return attempt.folders().scratch();
    }

    @Override
    public List<Integer> gpus() {
        return attempt.lease().gpus();
    }

    @Override
    public void log(String line) {
        attempt.line(line);
    }

    @Override
    public void progress(double fraction, String activity) {
        double part = Double.isNaN(fraction) ? 0 : Math.max(0, Math.min(1, fraction));
        attempt.progress(new Attempt.Progress((place.index() + part) / place.of(), activity));
    }

    @Override
    public RunningProgram start(Program program) throws IOException {
        return attempt.start(program);
    }

    @Override
    public Path pending(Path target) throws IOException {
        return attempt.folders().pending(target);
    }

    @Override
    public void produced(ProducedFile file) {
        produced.accept(file);
    }

    @Override
    public boolean stopping() {
        return attempt.cause() != Attempt.Cause.NONE;
    }

    @Override
    public Set<Integer> publishedFrames() {
        String frames = attempt.lease().publishedFrames();
        return isAlone() && !frames.isEmpty()
                ? Set.copyOf(FrameRange.parse(frames).frames())
                : Set.of();
    }

    @Override
    public boolean givesWay() {
        return isAlone() && attempt.givesWay();
    }

    @Override
    public void onGivingWay(Runnable then) {
        if (isAlone()) {
            attempt.onGivingWay(then);
        }
    }

    /** Of several commands nobody could say which of them a frame is of. */
    private boolean isAlone() {
        return place.of() == 1;
    }
}
