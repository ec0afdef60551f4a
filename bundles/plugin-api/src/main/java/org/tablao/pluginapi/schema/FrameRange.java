package org.tablao.pluginapi.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frames in the order they were written, each once; fileseq's notation. */
public final class FrameRange {
    /** More than any shot has; a longer range is a typing error that would eat the server's memory. */
    public static final int MOST_FRAMES = 1_000_000;

    private static final Pattern PART = Pattern.compile("\\s*(-?\\d{1,9})(?:-(-?\\d{1,9})(?:x(\\d{1,9}))?)?\\s*");

    private final List<Integer> frames;

    private FrameRange(Set<Integer> frames) {
        this.frames = List.copyOf(frames);
    }

    /**
     * Reads {@code 1-100}, {@code 1-100x2}, {@code 1,4,10-20}, {@code -5-5}, or {@code 10-1} (backwards).
     *
     * @throws IllegalArgumentException with a text that can follow a field's name: {@code is an empty range of frames}
     */
    public static FrameRange parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is an empty range of frames");
        }
        Set<Integer> frames = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "is '" + text + "': '" + part.strip() + "' is not a range of frames");
            }
            addPart(matcher, frames, text);
        }
        return new FrameRange(frames);
    }

    private static void addPart(Matcher matcher, Set<Integer> frames, String text) {
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        if (step == 0) {
            throw new IllegalArgumentException("is '" + text + "': a step of 0 frames never ends");
        }
        long count = Math.abs((long) last - first) / step + 1;
        if (frames.size() + count > MOST_FRAMES) {
            throw new IllegalArgumentException("is '" + text + "': more than " + MOST_FRAMES + " frames");
        }
        int direction = last < first ? -step : step;
        for (long i = 0; i < count; i++) {
            frames.add((int) (first + i * direction));
        }
    }

    /** At least one frame, in the order written. */
    public List<Integer> frames() {
        return frames;
    }

    /** The frames in pieces of {@code size} or, the last, fewer. */
    public List<List<Integer>> chunks(int size) {
        List<List<Integer>> chunks = new ArrayList<>();
        for (int at = 0; at < frames.size(); at += size) {
            chunks.add(frames.subList(at, Math.min(at + size, frames.size())));
        }
        return chunks;
    }

    /** The shortest usual notation of frames in order: {@code 1-10}, {@code 1,4,7}. */
    public static String notation(List<Integer> frames) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int i = 1; i <= frames.size(); i++) {
            if (i == frames.size() || frames.get(i) != frames.get(i - 1) + 1) {
                text.append(text.isEmpty() ? "" : ",").append(frames.get(start));
                if (i - 1 > start) {
                    text.append('-').append(frames.get(i - 1));
                }
                start = i;
            }
        }
        return text.toString();
    }
}
