package org.tablao.pluginapi.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.pluginapi.schema.Values;

/** What a command sees of the attempt it runs in. Any thread may call it. */
@ProviderType
public interface TaskContext {
    /** {@code <job>.<n>.<k>}. */
    String attemptId();

    /** The parameters, checked against {@link TaskCommand#parameters()}. */
    Values parameters();

    /** A directory of this attempt's own for scratch files; gone when the attempt is settled. */
    Path scratch();

    /**
     * Indexes of the graphics devices that are this attempt's own, in order. Programs that it starts see no others; where there
     * are none, they see none.
     */
    List<Integer> gpus();

    /** Adds a line to the attempt's log. */
    void log(String line);

    /**
     * Tells how far the command is.
     *
     * @param fraction 0 to 1 of this command
     * @param activity what it is doing, for people: {@code frame 12, sample 8 of 64}
     */
    void progress(double fraction, String activity);

    /**
     * Starts a program in a process tree that the worker owns: ended with the attempt, its output in the attempt's log.
     *
     * @throws IOException when it cannot be started
     */
    RunningProgram start(Program program) throws IOException;

    /**
     * A place to write a file that will be published: in the attempt's own directory beside the target, on the target's
     * file system. The directory exists when this answers.
     *
     * @param target the absolute path it will have when the attempt was accepted
     * @throws IOException when the directory cannot be made
     */
    Path pending(Path target) throws IOException;

    /** Announces a file for publication, written at {@link #pending}; call it once a file, when it is whole. */
    void produced(ProducedFile file);

    /** True once the attempt is to end; blocking calls are interrupted too. */
    boolean stopping();

    /**
     * Frames of the task that earlier attempts published before they gave way: not to be rendered again. Empty for the first
     * attempt, and in a task of several commands.
     */
    Set<Integer> publishedFrames();

    /**
     * True once something of a higher priority waits for this place. A command that can ends after the frame it is at, with {@link
     * OutcomeClass#INTERRUPTED}: what it has {@link #produced} until then is published, the rest is run again later. One that
     * cannot goes on to its end.
     */
    boolean givesWay();

    /** Has this run once, when {@link #givesWay} becomes true or at once where it is; on any thread, and shortly. */
    void onGivingWay(Runnable then);
}
